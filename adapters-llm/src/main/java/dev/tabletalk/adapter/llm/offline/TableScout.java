package dev.tabletalk.adapter.llm.offline;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Picks the tables worth a closer look: all of a small database, else those that the words of the questions point to. */
final class TableScout {
    private static final Set<String> MONEY = Set.of("total", "amount", "revenue", "quantity", "price", "rating");
    private final List<ToolTexts.Listed> tables;

    TableScout(List<ToolTexts.Listed> tables) {
        this.tables = tables;
    }

    List<String> relevant(List<String> questions, int most) {
        if (tables.size() <= most) {
            return tables.stream().map(ToolTexts.Listed::name).toList();
        }
        Set<String> stems = new LinkedHashSet<>();
        for (String question : questions.reversed()) {
            for (Token token : Token.of(question)) {
                String stem = Words.stem(token.lower());
                stems.add(stem);
                stems.addAll(Words.synonymsOf(stem));
            }
        }
        Set<String> picked = new LinkedHashSet<>();
        tables.stream().filter(table -> hits(table.name(), stems)).forEach(table -> picked.add(table.name()));
        List<String> named = new ArrayList<>(picked);
        tables.stream().filter(table -> named.contains(table.name())).forEach(table -> picked.addAll(table.targets()));
        tables.stream()
                .filter(table -> table.targets().stream().anyMatch(named::contains))
                .forEach(table -> picked.add(table.name()));
        tables.stream()
                .filter(table -> table.columns().stream().anyMatch(column -> hits(column, stems)))
                .forEach(table -> picked.add(table.name()));
        tables.stream()
                .filter(table -> picked.isEmpty() && table.columns().stream().anyMatch(MONEY::contains))
                .forEach(table -> picked.add(table.name()));
        Set<String> existing =
                new LinkedHashSet<>(tables.stream().map(ToolTexts.Listed::name).toList());
        return picked.stream().filter(existing::contains).limit(most).toList();
    }

    private static boolean hits(String name, Set<String> stems) {
        return Words.split(name).stream().map(Words::stem).anyMatch(stems::contains);
    }
}
