package dev.tabletalk.adapter.web.ui.sql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Breaks a statement written on one line into lines, by changing white space only; one that has lines stays as it is. */
public final class SqlLayout {
    private static final Pattern TOKEN = Pattern.compile(
            "'(?:[^']++|'')*+'|\"(?:[^\"]++|\"\")*+\"|`[^`]*`|\\[[^\\]]*\\]|/\\*.*?\\*/|--[^\\n]*|[()]|,|\\s+"
                    + "|(?i:\\b(?:with|select|from|where|group\\s+by|having|order\\s+by|limit|offset|union\\s+all|union|intersect"
                    + "|except|left\\s+outer\\s+join|left\\s+join|right\\s+join|full\\s+join|inner\\s+join|cross\\s+join|join"
                    + "|and|or)\\b)|[\\w$.]+|.",
            Pattern.DOTALL);
    private static final Pattern CLAUSE = Pattern.compile(
            "(?i)select|from|where|group\\s+by|having|order\\s+by|limit" + "|union\\s+all|union|intersect|except");
    private static final Pattern JOIN = Pattern.compile("(?i).*join");
    private static final int SHORT = 60;
    private static final int LONG = 10_000;

    private SqlLayout() {}

    public static String of(String sql) {
        String text = sql.strip();
        if (text.length() <= SHORT || text.length() > LONG || text.indexOf('\n') >= 0 || text.contains("--")) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int depth = 0;
        Matcher tokens = TOKEN.matcher(text);
        while (tokens.find()) {
            String token = tokens.group();
            if (token.equals("(")) {
                depth++;
            } else if (token.equals(")")) {
                depth--;
            }
            if (depth == 0 && !out.isEmpty() && CLAUSE.matcher(token).matches()) {
                startLine(out, "");
            } else if (depth == 0
                    && !out.isEmpty()
                    && (JOIN.matcher(token).matches() || token.equalsIgnoreCase("and"))) {
                startLine(out, "  ");
            }
            out.append(token);
        }
        return out.toString();
    }

    private static void startLine(StringBuilder out, String indent) {
        while (!out.isEmpty() && Character.isWhitespace(out.charAt(out.length() - 1))) {
            out.setLength(out.length() - 1);
        }
        out.append('\n').append(indent);
    }
}
