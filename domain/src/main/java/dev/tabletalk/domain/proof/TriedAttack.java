package dev.tabletalk.domain.proof;

/** An attack, and what each layer did with it on its own. */
public record TriedAttack(Attack attack, AttackOutcome guard, AttackOutcome engine) {}
