package dev.tabletalk.adapter.web.ui.sql;

import dev.tabletalk.adapter.web.ui.sql.SqlToken.Kind;
import java.util.List;

/**
 * Breaks statements into lines, by changing white space only, and none inside of strings, names and comments. Where it is not
 * certain in every dialect what is inside of them, the statement stays as it is.
 */
public final class SqlLayout {
    private static final int SHORT = 60;
    private static final int LONG = 40_000;

    private SqlLayout() {}

    /** A long statement written on one line in lines; one that has lines, or is short, stays as it is. */
    public static String of(String sql) {
        String text = sql.strip();
        return text.length() <= SHORT || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0 ? text : format(text);
    }

    /** The statement in lines as they are chosen here, whatever lines it had. */
    public static String format(String sql) {
        String text = sql.strip();
        if (text.length() > LONG) {
            return text;
        }
        SqlTokens tokens = SqlTokens.of(text);
        if (!tokens.isSure()) {
            return text;
        }
        String laidOut = SqlTree.of(tokens.list()).map(SqlWriter::write).orElse(text);
        // nothing but white space may have changed, or the statement could be another one
        return essence(SqlTokens.of(laidOut).list()).equals(essence(tokens.list())) ? laidOut : text;
    }

    /** Whether two statements are one, but for white space where it says nothing. */
    static boolean isSame(String one, String other) {
        String first = one.strip();
        String second = other.strip();
        if (first.equals(second)) {
            return true;
        }
        if (first.length() > LONG || second.length() > LONG) {
            return false;
        }
        SqlTokens ours = SqlTokens.of(first);
        SqlTokens theirs = SqlTokens.of(second);
        return ours.isSure() && theirs.isSure() && essence(ours.list()).equals(essence(theirs.list()));
    }

    private static List<SqlToken> essence(List<SqlToken> tokens) {
        return tokens.stream().filter(token -> token.kind() != Kind.SPACE).toList();
    }
}
