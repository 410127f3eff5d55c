package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultColumn.Kind;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A column of a SQLite result, in which every cell may be of another type: its kind is what all its cells are. */
final class SqliteColumn {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern TIME = Pattern.compile("\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?");
    private static final Pattern TIMESTAMP =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[ T]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:\\d{2})?");
    private static final Pattern INFINITE = Pattern.compile("-?Infinity");
    private static final Pattern BYTES = Pattern.compile("\\d+ bytes");
    private static final int LONGEST_TIMESTAMP = 40;

    private final String name;
    private final String declared;
    private final Set<Kind> seen = EnumSet.noneOf(Kind.class);

    SqliteColumn(String name, @Nullable String declared) {
        this.name = name;
        this.declared = declared == null ? "" : declared;
    }

    void saw(@Nullable Object cell) {
        if (cell != null) {
            seen.add(cell instanceof String text ? kindOf(text) : Kind.NUMBER);
        }
    }

    ResultColumn column() {
        Kind kind = seen.isEmpty()
                ? kindOfType()
                : seen.size() == 1 ? seen.iterator().next() : Kind.TEXT;
        return new ResultColumn(name, declared.isEmpty() ? kind.name() : declared, kind);
    }

    private Kind kindOf(String text) {
        if (text.length() > LONGEST_TIMESTAMP) {
            return Kind.TEXT;
        }
        if (INFINITE.matcher(text).matches() && (declared.isEmpty() || kindOfType() == Kind.NUMBER)) {
            return Kind.NUMBER;
        }
        if (DATE.matcher(text).matches()) {
            return Kind.DATE;
        }
        if (TIMESTAMP.matcher(text).matches()) {
            return Kind.TIMESTAMP;
        }
        if (TIME.matcher(text).matches()) {
            return Kind.TIME;
        }
        return kindOfType() == Kind.BINARY && BYTES.matcher(text).matches() ? Kind.BINARY : Kind.TEXT;
    }

    private Kind kindOfType() {
        String type = declared.toUpperCase(Locale.ROOT);
        if (type.contains("INT")
                || type.contains("REAL")
                || type.contains("FLOA")
                || type.contains("DOUB")
                || type.contains("NUM")
                || type.contains("DEC")
                || type.contains("BOOL")) {
            return Kind.NUMBER;
        }
        if (type.contains("TIMESTAMP") || type.contains("DATETIME")) {
            return Kind.TIMESTAMP;
        }
        if (type.contains("DATE")) {
            return Kind.DATE;
        }
        return type.contains("BLOB") ? Kind.BINARY : Kind.TEXT;
    }
}
