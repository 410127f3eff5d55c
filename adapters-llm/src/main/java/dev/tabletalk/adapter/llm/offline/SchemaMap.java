package dev.tabletalk.adapter.llm.offline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables known so far and how they hang together. */
final class SchemaMap {
    private static final int MAX_HOPS = 4;
    private final Map<String, TableInfo> tables = new LinkedHashMap<>();

    SchemaMap(Collection<TableInfo> tables) {
        for (TableInfo table : tables) {
            this.tables.put(table.name(), withGuessedLinks(table, tables));
        }
    }

    Collection<TableInfo> tables() {
        return tables.values();
    }

    TableInfo table(String name) {
        TableInfo table = tables.get(name);
        if (table == null) {
            throw new IllegalStateException("The table " + name + " is not part of this schema.");
        }
        return table;
    }

    TableInfo tableOf(ColumnInfo column) {
        return table(column.table());
    }

    /**
     * The links to follow from each row of one table to its only row of another; empty for the table itself. Absent when
     * there is no such way, or more than {@value #MAX_HOPS} links are needed.
     */
    Optional<List<Link>> way(String from, String to) {
        return Optional.ofNullable(ways(from).get(to));
    }

    /** All ways out of a table, the shortest ones, links that always have a target before others. */
    Map<String, List<Link>> ways(String from) {
        Map<String, List<Link>> found = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>();
        found.put(from, List.of());
        open.add(from);
        while (!open.isEmpty()) {
            String here = open.remove();
            List<Link> way = found.getOrDefault(here, List.of());
            TableInfo table = tables.get(here);
            if (table == null || way.size() == MAX_HOPS) {
                continue;
            }
            table.links().stream()
                    .sorted(Comparator.comparing(Link::optional))
                    .filter(link -> tables.containsKey(link.to()) && !found.containsKey(link.to()))
                    .forEach(link -> {
                        List<Link> longer = new ArrayList<>(way);
                        longer.add(link);
                        found.putIfAbsent(link.to(), longer);
                        open.add(link.to());
                    });
        }
        return found;
    }

    /** The table with the shortest ways to all of these, so that each of its rows names one row of each. */
    Optional<TableInfo> detailOf(Collection<String> wanted) {
        return tables.values().stream()
                .filter(table -> !table.view() || wanted.contains(table.name()))
                .filter(table -> ways(table.name()).keySet().containsAll(wanted))
                .min(Comparator.comparingDouble(table -> cost(table.name(), wanted)));
    }

    /** How far apart two tables are by the best detail table between them; very large when nothing connects them. */
    double distance(String one, String other) {
        List<String> both = List.of(one, other);
        return detailOf(both).map(detail -> cost(detail.name(), both)).orElse(100.0)
                + (way(one, other).isPresent() ? 0 : 0.5);
    }

    private double cost(String from, Collection<String> wanted) {
        Map<String, List<Link>> ways = ways(from);
        return wanted.stream()
                .flatMap(name -> ways.getOrDefault(name, List.of()).stream())
                .distinct()
                .mapToDouble(link -> link.optional() ? 1.2 : 1)
                .sum();
    }

    /** Databases without declared foreign keys usually still name their columns {@code customer_id}. */
    private static TableInfo withGuessedLinks(TableInfo table, Collection<TableInfo> all) {
        if (table.view()) {
            return table;
        }
        List<Link> links = new ArrayList<>(table.links());
        for (ColumnInfo column : table.columns()) {
            List<String> words = Words.split(column.name());
            if (words.size() < 2 || !words.getLast().equals("id") || table.isForeignKey(column)) {
                continue;
            }
            List<String> stems = Words.stems(words.subList(0, words.size() - 1));
            all.stream()
                    .filter(other -> !other.view() && !other.name().equals(table.name()))
                    .filter(other -> Words.stems(Words.split(other.shortName())).equals(stems))
                    .flatMap(other -> other.columns().stream())
                    .filter(key -> key.name().equals("id") || key.name().equals(column.name()))
                    .findFirst()
                    .ifPresent(key -> links.add(new Link(
                            table.name(),
                            List.of(column.name()),
                            key.table(),
                            List.of(key.name()),
                            !column.notNull())));
        }
        return new TableInfo(table.name(), table.view(), table.rows(), table.columns(), links);
    }
}
