package dev.tabletalk.adapter.llm.offline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what the tools answer. Lines it does not know are skipped. */
final class ToolTexts {
    private static final Pattern LISTED =
            Pattern.compile("- (?<name>.+?) \\((?<kind>table|view)(?:, ~(?<rows>[\\d,.]+) rows)?\\)(?:: (?<rest>.*))?");
    private static final Pattern HEADING =
            Pattern.compile("## (?<name>.+?) \\((?<kind>table|view)(?:, ~(?<rows>[\\d,.]+) rows)?\\)");
    private static final Pattern COUNT = Pattern.compile("(?<first>first )?(?<count>[\\d,]+) rows?(?<more> of more)?");
    private static final Pattern CELLS = Pattern.compile(" \\| ");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    private ToolTexts() {}

    /** @param complete whether every table of the database was named */
    record Listing(List<Listed> tables, boolean complete) {}

    /** @param targets tables it refers to */
    record Listed(String name, boolean view, @Nullable Long rows, List<String> columns, List<String> targets) {}

    /**
     * Rows as text.
     *
     * @param count how many rows the person sees; {@code rows} may hold fewer
     * @param more whether the database had still more
     */
    record Table(int count, boolean more, List<String> columns, List<List<String>> rows) {}

    static Listing listing(String text) {
        List<Listed> tables = new ArrayList<>();
        boolean complete = true;
        for (String line : text.lines().toList()) {
            Matcher listed = LISTED.matcher(line);
            if (listed.matches()) {
                String rest = listed.group("rest") == null ? "" : listed.group("rest");
                int arrow = rest.indexOf("; -> ");
                List<String> columns = names(arrow < 0 ? rest : rest.substring(0, arrow));
                List<String> targets = arrow < 0 ? List.of() : names(rest.substring(arrow + 5));
                tables.add(new Listed(
                        listed.group("name"), isView(listed), estimate(listed.group("rows")), columns, targets));
            } else if (line.contains(" match \"") || line.startsWith("… and ")) {
                complete = false;
            }
        }
        return new Listing(tables, complete);
    }

    /** @param columnNames what is known of the columns of tables, to tell names with spaces from types */
    static List<TableInfo> descriptions(String text, Map<String, List<String>> columnNames) {
        List<TableInfo> tables = new ArrayList<>();
        @Nullable Matcher open = null;
        List<String> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                if (open != null) {
                    tables.add(described(open, lines, columnNames));
                }
                open = heading;
                lines.clear();
            } else if (line.startsWith("- ")) {
                lines.add(line.substring(2));
            }
        }
        if (open != null) {
            tables.add(described(open, lines, columnNames));
        }
        return tables;
    }

    /** @return null when the text is not a table of rows */
    static @Nullable Table rows(String text) {
        int count = -1;
        boolean more = false;
        List<String> columns = List.of();
        List<List<String>> rows = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Matcher counted = COUNT.matcher(line);
            if (count < 0) {
                if (counted.matches()) {
                    count = Integer.parseInt(counted.group("count").replace(",", ""));
                    more = counted.group("more") != null;
                }
            } else if (columns.isEmpty()) {
                columns = cells(line);
            } else if (line.startsWith("… cut here")) {
                break;
            } else {
                rows.add(cells(line));
            }
        }
        return count < 0 ? null : new Table(count, more, columns, rows);
    }

    private static TableInfo described(Matcher heading, List<String> lines, Map<String, List<String>> columnNames) {
        String table = heading.group("name");
        List<ColumnInfo> columns = new ArrayList<>();
        Map<String, String> targets = new LinkedHashMap<>();
        for (String line : lines) {
            String name = columnName(line, columnNames.getOrDefault(table, List.of()));
            String rest = before(" -- ", line.substring(name.length()));
            int arrow = rest.indexOf(" -> ");
            if (arrow >= 0) {
                targets.put(name, rest.substring(arrow + 4).strip());
                rest = rest.substring(0, arrow);
            }
            boolean notNull = rest.contains(" NOT NULL");
            boolean primaryKey = rest.contains(" PRIMARY KEY");
            String type =
                    rest.replace(" NOT NULL", "").replace(" PRIMARY KEY", "").strip();
            columns.add(new ColumnInfo(table, name, type, notNull || primaryKey, primaryKey));
        }
        return new TableInfo(table, isView(heading), estimate(heading.group("rows")), columns, links(columns, targets));
    }

    /** Columns that refer to different columns of one table make up one key, others one key each. */
    private static List<Link> links(List<ColumnInfo> columns, Map<String, String> targets) {
        List<Link> links = new ArrayList<>();
        for (ColumnInfo column : columns) {
            String target = targets.get(column.name());
            int dot = target == null ? -1 : target.lastIndexOf('.');
            if (target == null || dot < 0) {
                continue;
            }
            String to = target.substring(0, dot);
            String key = target.substring(dot + 1);
            Link last = links.isEmpty() ? null : links.getLast();
            if (last != null && last.to().equals(to) && !last.targetColumns().contains(key)) {
                List<String> froms = new ArrayList<>(last.columns());
                List<String> keys = new ArrayList<>(last.targetColumns());
                froms.add(column.name());
                keys.add(key);
                links.set(
                        links.size() - 1,
                        new Link(column.table(), froms, to, keys, last.optional() || !column.notNull()));
            } else {
                links.add(new Link(column.table(), List.of(column.name()), to, List.of(key), !column.notNull()));
            }
        }
        return links;
    }

    private static String columnName(String line, List<String> known) {
        return known.stream()
                .filter(name -> line.equals(name) || line.startsWith(name + " "))
                .max((one, other) -> Integer.compare(one.length(), other.length()))
                .orElseGet(() -> before(" ", line));
    }

    private static List<String> cells(String line) {
        return Stream.of(CELLS.split(line, -1)).map(ToolTexts::unescaped).toList();
    }

    private static String unescaped(String cell) {
        return ESCAPED.matcher(cell).replaceAll(found -> switch (found.group(1)) {
            case "n" -> "\n";
            case "r" -> "\r";
            default -> Matcher.quoteReplacement(found.group(1));
        });
    }

    private static List<String> names(String list) {
        List<String> names = new ArrayList<>();
        for (String name : list.split(", ", -1)) {
            if (!name.isBlank() && !name.equals("…")) {
                names.add(name.strip());
            }
        }
        return names;
    }

    private static String before(String mark, String text) {
        int at = text.indexOf(mark);
        return at < 0 ? text : text.substring(0, at);
    }

    private static boolean isView(Matcher matched) {
        return "view".equals(matched.group("kind"));
    }

    private static @Nullable Long estimate(@Nullable String digits) {
        return digits == null ? null : Long.valueOf(digits.replaceAll("\\D", ""));
    }
}
