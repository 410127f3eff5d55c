package dev.tabletalk.domain.proof;

/** What kind of harm an attack tries to do, in the order in which reports list it. */
public enum AttackKind {
    WRITE("Writing rows"),
    HIDDEN_WRITE("Writing inside of a query"),
    DEFINITION("Making, changing and dropping objects"),
    RIGHTS("Accounts and rights"),
    INTO("Writing a result into a table"),
    EXPLAIN("Explaining by running"),
    LOCK("Locking rows and tables"),
    COPY("Copying in and out"),
    CALL("Procedures and code blocks"),
    SETTING("Settings"),
    TRANSACTION("Transaction control"),
    PREPARE("Prepared statements and cursors"),
    BATCH("Several statements in one text"),
    DISGUISE("Comments, quotes and escapes"),
    FUNCTION("Functions with side effects"),
    SEQUENCE("Sequences"),
    LARGE_OBJECT("Large objects"),
    FILE("Files of the server"),
    NETWORK("The network"),
    SESSION("Other sessions"),
    SECRET("Passwords and what others do"),
    BOMB("Time, memory and row bombs");

    private final String label;

    AttackKind(String label) {
        this.label = label;
    }

    /** A few words for people. */
    public String label() {
        return label;
    }
}
