package dev.tabletalk.adapter.llm.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers questions about the tables themselves from what the tools told, without a query. */
final class SchemaTalk {
    private static final int MOST_LISTED = 60;
    private static final Pattern TABLES = Pattern.compile(
            "(?i)^(?:please )?(?:(?:what|which|show(?: me)?|list|give me|how many|tell me)\\b)?(?:.{0,40})\\b(?:tables|views|relations)\\b(?:.{0,40})$");
    private static final Pattern OVERVIEW = Pattern.compile(
            "(?i).*\\b(?:what (?:data|information|kind of data) (?:is|do|are|does)\\b.*|what(?:'s| is) in (?:this|the|here|my) ?(?:database|db|data)?.*"
                    + "|(?:describe|explain|overview of|structure of|schema of|tell me about|summary of|summari[sz]e) (?:this|the|my|our) (?:database|db|schema|data)\\b.*|(?:show|print)(?: me)?(?: the)? schema\\b.*|what is this database.*)");
    private static final Pattern COLUMNS = Pattern.compile(
            "(?i).*\\b(?:columns?|fields?|attributes|structure|schema|describe|definition|data ?types?)\\b.*");
    private static final Pattern RELATED = Pattern.compile(
            "(?i).*\\b(?:how (?:are|is)|what)\\b.*\\b(?:related|connected|linked|relationship|relation|joined|foreign keys?)\\b.*|.*\\bforeign keys\\b.*");
    private static final Pattern COMPUTES =
            Pattern.compile("(?i).*\\b(?:how many (?!tables|views|columns)|average|total|sum|revenue|top)\\b.*");

    private static final Pattern HOLDING = Pattern.compile(
            "(?i).*\\b(?:tables?|where)\\b.*\\b(?:columns?|fields?)\\b(?: (?:called|named))? [\"'`]?(\\w+)[\"'`]?$");

    private final SchemaMap schema;
    private final ToolTexts.Listing listing;

    SchemaTalk(SchemaMap schema, ToolTexts.Listing listing) {
        this.schema = schema;
        this.listing = listing;
    }

    Optional<String> answer(String question) {
        String line = question.strip().replaceAll("[?.!]+$", "");
        if (COMPUTES.matcher(line).matches()) {
            return Optional.empty();
        }
        List<TableInfo> named = named(line);
        if (RELATED.matcher(line).matches() && !named.isEmpty()) {
            return Optional.of(related(named));
        }
        Matcher holding = HOLDING.matcher(line);
        if (holding.matches()) {
            return Optional.of(holding(holding.group(1)));
        }
        boolean all = TABLES.matcher(line).matches() || (OVERVIEW.matcher(line).matches() && named.isEmpty());
        if (all) {
            return Optional.of(list());
        }
        if (!COLUMNS.matcher(line).matches()) {
            return Optional.empty();
        }
        if (!named.isEmpty()) {
            return Optional.of(
                    String.join("\n\n", named.stream().map(this::describe).toList()));
        }
        return line.toLowerCase(Locale.ROOT).matches("describe \\S+( table)?|.*\\bcolumns? (?:of|in|does) .*")
                ? Optional.of(unknown(line))
                : Optional.empty();
    }

    private String holding(String wanted) {
        List<String> stems = Words.ofName(wanted);
        List<String> found = schema.tables().stream()
                .flatMap(table -> table.columns().stream()
                        .filter(column -> Words.ofName(column.name()).containsAll(stems))
                        .map(column -> "- " + Sentences.quoted(table.name() + "." + column.name())))
                .toList();
        return found.isEmpty()
                ? "No table that I know has a column called \"" + Sentences.quoted(wanted) + "\"."
                : "These columns are called like that:\n\n" + String.join("\n", found);
    }

    private List<TableInfo> named(String line) {
        Vocabulary vocabulary = new Vocabulary(schema);
        List<Token> tokens = Token.of(line);
        List<TableInfo> found = new ArrayList<>();
        int at = 0;
        while (at < tokens.size()) {
            Optional<Vocabulary.Match> match =
                    isStructureWord(tokens.get(at).lower()) ? Optional.empty() : vocabulary.at(tokens, at, 1);
            match.map(Vocabulary.Match::mention)
                    .filter(Mention::isTable)
                    .map(mention -> mention.tables().getFirst())
                    .filter(table -> !found.contains(table))
                    .ifPresent(found::add);
            at += match.map(Vocabulary.Match::words).orElse(1);
        }
        return found;
    }

    private static boolean isStructureWord(String word) {
        return word.matches("tables?|views?|columns?|fields?|related|relations?|relationship|types?");
    }

    private String list() {
        List<ToolTexts.Listed> tables = listing.tables();
        StringBuilder text = new StringBuilder("There are **" + tables.size() + "** tables and views")
                .append(listing.complete() ? "" : " that I have seen so far")
                .append(":\n");
        tables.stream().limit(MOST_LISTED).forEach(table -> {
            text.append("\n- **").append(Sentences.quoted(table.name())).append("**");
            Long rows = table.rows();
            if (table.view()) {
                text.append(" (a view)");
            } else if (rows != null) {
                text.append(" (about ")
                        .append(Sentences.number(rows.toString()))
                        .append(" rows)");
            }
        });
        if (tables.size() > MOST_LISTED) {
            text.append("\n- … and ").append(tables.size() - MOST_LISTED).append(" more");
        }
        return text.toString();
    }

    private String describe(TableInfo table) {
        StringBuilder text =
                new StringBuilder("**" + Sentences.quoted(table.name()) + "**" + (table.view() ? " is a view" : ""));
        Long rows = table.rows();
        text.append(rows == null || table.view() ? "" : " has about " + Sentences.number(rows.toString()) + " rows");
        text.append(" and ").append(table.columns().size()).append(" columns:\n");
        for (ColumnInfo column : table.columns()) {
            text.append("\n- **")
                    .append(Sentences.quoted(column.name()))
                    .append("** ")
                    .append(Sentences.quoted(column.type().toLowerCase(Locale.ROOT)));
            text.append(column.primaryKey() ? ", primary key" : column.notNull() ? ", always given" : "");
            table.links().stream()
                    .filter(link -> link.columns().contains(column.name()))
                    .findFirst()
                    .ifPresent(link -> text.append(", refers to ").append(Sentences.quoted(link.to())));
        }
        return text.toString();
    }

    private String related(List<TableInfo> named) {
        List<String> lines = new ArrayList<>();
        for (TableInfo table : named) {
            for (Link link : table.links()) {
                lines.add("- " + link.from() + "." + String.join(", ", link.columns()) + " refers to " + link.to());
            }
            schema.tables().stream()
                    .flatMap(other -> other.links().stream())
                    .filter(link -> link.to().equals(table.name()))
                    .map(link ->
                            "- " + link.from() + "." + String.join(", ", link.columns()) + " refers to " + link.to())
                    .forEach(lines::add);
        }
        String names = Sentences.all(named.stream().map(TableInfo::name).toList());
        return lines.isEmpty()
                ? "I see no foreign keys from or to " + names + "."
                : "Foreign keys around " + names + ":\n\n"
                        + String.join("\n", lines.stream().distinct().toList());
    }

    private String unknown(String line) {
        Matcher last = Pattern.compile("(\\S+?)(?: table| have| has)?$").matcher(line);
        String name = last.find() ? last.group(1) : line;
        List<String> names =
                schema.tables().stream().map(TableInfo::name).limit(8).toList();
        return "There is no table called \"" + Sentences.quoted(name) + "\". There are " + String.join(", ", names)
                + (schema.tables().size() > 8 ? " and others." : ".");
    }
}
