package dev.tabletalk.adapter.llm.offline;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A column as the tools describe it. */
record ColumnInfo(String table, String name, String type, boolean notNull, boolean primaryKey) {
    private static final Pattern NUMBER =
            Pattern.compile("INT|NUM|DEC|REAL|FLOA|DOUB|MONEY|SERIAL", Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME = Pattern.compile("DATE|TIME", Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME_NAME =
            Pattern.compile("(?i).*(_at|_on|_date|_time|_day)$|^(date|day|timestamp)$");
    private static final Pattern BOOLEAN = Pattern.compile("BOOL|^BIT$", Pattern.CASE_INSENSITIVE);
    private static final Pattern TEXT = Pattern.compile("CHAR|TEXT|CLOB|STRING|ENUM|UUID", Pattern.CASE_INSENSITIVE);
    private static final Set<String> LONG_TEXT =
            Set.of("comment", "description", "note", "notes", "text", "body", "content", "summary", "bio", "details");
    private static final Set<String> MONEY = Set.of(
            "price",
            "total",
            "amount",
            "revenue",
            "cost",
            "salary",
            "fee",
            "fine",
            "refund",
            "value",
            "wage",
            "subtotal",
            "turnover",
            "sales",
            "balance",
            "budget",
            "paid",
            "payment",
            "profit",
            "income");

    boolean isTime() {
        return isYear() || TIME.matcher(type).find() || (TIME_NAME.matcher(name).matches() && !isBoolean());
    }

    /** Whether it holds the number of a year. */
    boolean isYear() {
        return NUMBER.matcher(type).find() && name.matches("(?i)(.*_)?year|.*Year");
    }

    /** Whether it holds seconds since 1970, which SQLite needs to be told. */
    boolean isEpoch() {
        return isTime() && !isYear() && NUMBER.matcher(type).find();
    }

    boolean isNumber() {
        return !isTime() && !isBoolean() && NUMBER.matcher(type).find();
    }

    boolean isInteger() {
        return isNumber() && type.toUpperCase(Locale.ROOT).contains("INT");
    }

    boolean isBoolean() {
        return BOOLEAN.matcher(type).find();
    }

    /** Whether values of it can be looked up by what a person calls them. */
    boolean isText() {
        return !isTime() && (TEXT.matcher(type).find() || type.isEmpty());
    }

    /** Whether it holds prose, or addresses of machines, rather than names of things. */
    boolean isProse() {
        return LONG_TEXT.contains(name.toLowerCase(Locale.ROOT)) || name.matches("(?i).*(email|phone|url|password).*");
    }

    boolean isLongText() {
        return isText() && LONG_TEXT.contains(name.toLowerCase(Locale.ROOT));
    }

    boolean isMoney() {
        return isNumber() && isMoney(name);
    }

    static boolean isMoney(String columnName) {
        return Words.ofName(columnName).stream().anyMatch(MONEY::contains);
    }
}
