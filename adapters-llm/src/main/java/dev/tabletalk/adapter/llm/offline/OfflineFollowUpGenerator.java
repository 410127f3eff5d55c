package dev.tabletalk.adapter.llm.offline;

import dev.tabletalk.domain.conversation.FollowUps;
import dev.tabletalk.domain.port.AnsweredQuestion;
import dev.tabletalk.domain.port.FollowUpGenerator;
import dev.tabletalk.domain.port.ModelListener;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultPage;
import dev.tabletalk.domain.schema.Column;
import dev.tabletalk.domain.schema.DatabaseSchema;
import dev.tabletalk.domain.schema.ForeignKey;
import dev.tabletalk.domain.schema.Table;
import dev.tabletalk.domain.schema.TableRanking;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes next questions by rules out of the names of a schema and the rows of a result, in shapes that the offline model
 * understands: over time, by another column, of the first value alone, the first few.
 */
public final class OfflineFollowUpGenerator implements FollowUpGenerator {
    private static final Pattern FROM = Pattern.compile("(?i)\\b(?:from|join)\\s+[\"`\\[]?([\\p{L}\\p{N}_]+)");
    private static final Pattern MONEY_ASKED =
            Pattern.compile("(?i)\\b(revenue|sales|sold|sell|sells|selling|turnover|brought in|bring in)\\b");
    private static final Pattern TIME_ASKED = Pattern.compile(
            "(?i)\\b(per|by|each|every|monthly|yearly|daily|weekly)\\b.*\\b(day|week|month|quarter|year|date)s?\\b"
                    + "|\\b(monthly|yearly|daily|weekly|quarterly|trend|over time|which month|what month)\\b");
    private static final Pattern TOP_ASKED =
            Pattern.compile("(?i)\\b(top|most|least|best|worst|highest|lowest|cheapest|biggest|largest|fewest)\\b");
    private static final Pattern DATE = Pattern.compile("(?i).*(date|time|_at|_on)$|.*(date|timestamp).*");
    private static final Pattern CATEGORY = Pattern.compile(
            "(?i)(.*_)?(country|region|status|state|category|type|kind|method|segment|department|channel|reason|city|job_title|genre|brand)");
    /** Of what a row refers to: what says something without naming whose it is. */
    private static final Pattern OF_ANOTHER =
            Pattern.compile("(?i)(.*_)?(country|region|city|category|segment|department|genre|brand)");

    private static final Pattern PLACE = Pattern.compile("(?i)(.*_)?(country|region|city)");
    private static final Pattern LABEL = Pattern.compile("(?i)(.*_)?(name|title)");
    private static final Pattern MONEY =
            Pattern.compile("(?i).*(amount|total|price|revenue|cost|salary|budget|value|rating|score).*");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Set<String> SMALL_WORDS = Set.of(
            "a an and are by did do does each for had has have how in is list many me of our per please show the there us was we were what which"
                    .split(" "));
    private static final Pattern PLAIN_VALUE = Pattern.compile("\\p{L}[\\p{L}\\p{N} '-]{0,39}");

    @Override
    public FollowUps after(AnsweredQuestion answered, ModelListener listener) {
        listener.sent(GivenToRules.followUps(answered.question(), about(answered)));
        return new Rules(answered).followUps();
    }

    private static String about(AnsweredQuestion answered) {
        StringBuilder text = new StringBuilder("Tables: ");
        text.append(String.join(
                ", ",
                answered.schema().tables().stream()
                        .map(table -> table.name().toString())
                        .toList()));
        ResultPage rows = answered.rows();
        if (rows != null) {
            text.append("\nColumns of the result: ")
                    .append(String.join(
                            ", ",
                            rows.columns().stream().map(ResultColumn::name).toList()))
                    .append("\nStatement: ")
                    .append(rows.sql());
        }
        return text.toString();
    }

    /** The rules at work on one answer. */
    private static final class Rules {
        private final AnsweredQuestion answered;
        private final DatabaseSchema schema;
        private final String question;
        private final Set<Set<String>> asked;
        private final List<String> found = new ArrayList<>();

        Rules(AnsweredQuestion answered) {
            this.answered = answered;
            schema = answered.schema();
            question = answered.question().toLowerCase(Locale.ROOT);
            asked = Stream.concat(answered.earlier().stream(), Stream.of(question))
                    .map(Rules::meaning)
                    .collect(Collectors.toSet());
        }

        FollowUps followUps() {
            Optional<Table> subject = subject();
            if (subject.isEmpty()) {
                return FollowUps.NONE;
            }
            Table table = subject.get();
            if (MONEY_ASKED.matcher(question).find() && sellsSomething()) {
                aboutRevenue();
            }
            ofTheFirstValue(table);
            overTime(table);
            byAnotherColumn(table);
            theFirstFew(table);
            ofWhatRefersToIt(table);
            found.add("How many " + things(table) + " are there?");
            return FollowUps.firstOf(found.stream()
                    .filter(next -> !asked.contains(meaning(next)))
                    .toList());
        }

        /** What the question is about, or else where its rows come from. */
        private Optional<Table> subject() {
            List<Table> read = read();
            return Stream.concat(
                            TableRanking.mentioned(schema, question).stream()
                                    .filter(table -> read.isEmpty() || read.contains(table)),
                            read.stream())
                    .filter(table -> table.kind() == Table.Kind.TABLE)
                    .findFirst();
        }

        private List<Table> read() {
            ResultPage rows = answered.rows();
            List<Table> tables = new ArrayList<>();
            if (rows != null) {
                Matcher from = FROM.matcher(rows.sql());
                while (from.find()) {
                    schema.find(from.group(1)).ifPresent(tables::add);
                }
            }
            return tables;
        }

        private boolean sellsSomething() {
            return schema.tables().stream()
                    .anyMatch(table ->
                            has(table, "quantity") && column(table, MONEY).isPresent());
        }

        private void aboutRevenue() {
            if (!TIME_ASKED.matcher(question).find()) {
                found.add("What was the revenue per month?");
            }
            for (String thing : List.of("category", "country", "product", "store", "customer")) {
                boolean known = schema.tables().stream()
                        .anyMatch(table -> Sentences.words(table.name().name())
                                        .toLowerCase(Locale.ROOT)
                                        .startsWith(stem(thing))
                                || has(table, thing));
                if (known && !question.contains(stem(thing))) {
                    found.add("What is the revenue by " + thing + "?");
                }
            }
            if (!TOP_ASKED.matcher(question).find()) {
                found.add("Which products brought in the most revenue?");
            }
        }

        private static String stem(String thing) {
            return thing.endsWith("y") ? thing.substring(0, thing.length() - 1) : thing;
        }

        private void ofTheFirstValue(Table table) {
            ResultPage rows = answered.rows();
            if (rows == null || rows.rows().size() < 2 || rows.columns().size() < 2) {
                return;
            }
            String column = rows.columns().getFirst().name();
            if (CATEGORY.matcher(column).matches()
                    && has(table, column)
                    && rows.rows().getFirst().cells().getFirst() instanceof String value
                    && PLAIN_VALUE.matcher(value).matches()) {
                if (PLACE.matcher(column).matches()) {
                    found.add("How many " + things(table) + " are there in " + value + "?");
                } else if (value.indexOf(' ') < 0) {
                    found.add("How many " + things(table) + " with " + words(column) + " " + value + " are there?");
                }
            }
        }

        private void overTime(Table table) {
            boolean event = !table.foreignKeys().isEmpty();
            if (event
                    && column(table, DATE).isPresent()
                    && !TIME_ASKED.matcher(question).find()) {
                found.add("How many " + things(table) + " per month?");
            }
        }

        private void byAnotherColumn(Table table) {
            table.columns().stream()
                    .map(Column::name)
                    .filter(name -> CATEGORY.matcher(name).matches() && !question.contains(words(name)))
                    .limit(2)
                    .forEach(name -> found.add("How many " + things(table) + " by " + words(name) + "?"));
            table.foreignKeys().stream()
                    .map(ForeignKey::target)
                    .flatMap(target -> schema.find(target.toString()).stream())
                    .filter(target -> !target.name().equals(table.name()))
                    .flatMap(target -> target.columns().stream())
                    .map(Column::name)
                    .filter(name -> OF_ANOTHER.matcher(name).matches() && !question.contains(words(name)))
                    .limit(1)
                    .forEach(name -> found.add("How many " + things(table) + " by " + words(name) + "?"));
        }

        private void theFirstFew(Table table) {
            if (column(table, LABEL).isPresent() && !TOP_ASKED.matcher(question).find()) {
                column(table, MONEY)
                        .ifPresent(column -> found.add("Top 10 " + things(table) + " by " + words(column.name())));
            }
        }

        private void ofWhatRefersToIt(Table table) {
            if (column(table, LABEL).isEmpty()) {
                return;
            }
            schema.tables().stream()
                    .filter(other -> !other.name().equals(table.name())
                            && other.foreignKeys().stream()
                                    .anyMatch(key -> key.target().equals(table.name())))
                    .filter(other -> !question.contains(things(other)))
                    .limit(1)
                    .forEach(other -> found.add("Which " + things(table) + " have the most " + things(other) + "?"));
        }

        private static Optional<Column> column(Table table, Pattern pattern) {
            return table.columns().stream()
                    .filter(column -> pattern.matcher(column.name()).matches()
                            || (pattern.equals(DATE)
                                    && column.type().toLowerCase(Locale.ROOT).matches("(date|timestamp).*")))
                    .findFirst();
        }

        private static boolean has(Table table, String name) {
            return table.columns().stream().anyMatch(column -> column.name().equalsIgnoreCase(name));
        }

        private static String things(Table table) {
            return words(table.name().name());
        }

        private static String words(String identifier) {
            return identifier.replace('_', ' ').toLowerCase(Locale.ROOT);
        }

        /** The words that make the difference: "revenue by month" and "What was the revenue per month?" are one question. */
        private static Set<String> meaning(String text) {
            return NO_WORD.splitAsStream(text.toLowerCase(Locale.ROOT))
                    .filter(word -> !word.isEmpty() && !SMALL_WORDS.contains(word))
                    .map(Words::singular)
                    .collect(Collectors.toSet());
        }
    }
}
