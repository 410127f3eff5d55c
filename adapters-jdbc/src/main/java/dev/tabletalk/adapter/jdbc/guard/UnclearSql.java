package dev.tabletalk.adapter.jdbc.guard;

/** Says why a text cannot be understood, as the rest of a sentence that starts with "It". */
final class UnclearSql extends Exception {
    private final String reason;

    UnclearSql(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
