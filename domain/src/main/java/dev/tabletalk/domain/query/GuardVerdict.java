package dev.tabletalk.domain.query;

/** What the guard says of a statement. */
public sealed interface GuardVerdict {
    /** One statement that only reads. */
    record Allowed() implements GuardVerdict {}

    /** @param reason one sentence that names the part and why, fit for a person */
    record Refused(String reason) implements GuardVerdict {}
}
