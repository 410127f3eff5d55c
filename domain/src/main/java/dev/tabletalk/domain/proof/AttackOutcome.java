package dev.tabletalk.domain.proof;

/**
 * What a layer did with an attack.
 *
 * @param why a sentence for a person: the reason of a refusal, how it ended, or what happened
 */
public record AttackOutcome(Result result, String why) {
    /** From best to worst. */
    public enum Result {
        REFUSED,
        /** It ran, ended within its limits and left nothing. */
        HARMLESS,
        /** The layer did not hold. */
        BREACH
    }

    public static AttackOutcome refused(String why) {
        return new AttackOutcome(Result.REFUSED, why);
    }

    public static AttackOutcome harmless(String why) {
        return new AttackOutcome(Result.HARMLESS, why);
    }

    public static AttackOutcome breach(String why) {
        return new AttackOutcome(Result.BREACH, why);
    }
}
