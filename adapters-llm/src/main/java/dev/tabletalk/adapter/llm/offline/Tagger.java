package dev.tabletalk.adapter.llm.offline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recognises the pieces of a question, from left to right, the longest meaning first. */
final class Tagger {
    private static final Pattern UNIT = Pattern.compile(
            "^(?:(?<asked>(?:in )?(?:which|what)|(?:on )?(?:which|what)) )?(?:(?:by|per|each|every|for each|in each|a|for every|of each|and by|on each|on a|grouped by|group by) )?(?:the )?"
                    + "(?<unit>hour of (?:the )?day|hour|day of (?:the )?week|weekday|day|week|month|quarter|year)s?(?= |$)");
    private static final Map<String, TimeUnit> ADVERBS = Map.of(
            "hourly", TimeUnit.HOUR,
            "daily", TimeUnit.DAY,
            "weekly", TimeUnit.WEEK,
            "monthly", TimeUnit.MONTH,
            "quarterly", TimeUnit.QUARTER,
            "yearly", TimeUnit.YEAR,
            "annual", TimeUnit.YEAR,
            "annually", TimeUnit.YEAR);

    private final Vocabulary vocabulary;
    private final PeriodReader periods;
    private final List<Tag> tags = new ArrayList<>();
    private final List<String> corrections = new ArrayList<>();
    private final String question;
    private final List<Token> tokens;
    private int literalStart = -1;
    private int literalEnd;
    /** Whether no word was skipped since the last tag. */
    private boolean lastTagEndsBefore;

    private Tagger(String question, Vocabulary vocabulary, PeriodReader periods) {
        this.question = question;
        this.vocabulary = vocabulary;
        this.periods = periods;
        tokens = Token.of(question);
    }

    /** @param corrections how mistyped words were read, for the person to see */
    record Tagged(List<Tag> tags, List<String> corrections) {}

    static Tagged tag(String question, Vocabulary vocabulary, PeriodReader periods) {
        Tagger tagger = new Tagger(question, vocabulary, periods);
        tagger.run();
        return new Tagged(List.copyOf(tagger.tags), List.copyOf(tagger.corrections));
    }

    private void run() {
        int at = 0;
        while (at < tokens.size()) {
            at += step(at);
        }
        endLiteral();
    }

    private int step(int at) {
        Token token = tokens.get(at);
        switch (token.kind()) {
            case PAUSE -> {
                add(new Tag.Pause());
                return 1;
            }
            case QUOTED -> {
                add(new Tag.Literal(token.text(), true));
                return 1;
            }
            case WORD, NUMBER, SYMBOL -> {}
        }
        if (goesOnWithLiteral(token, at)) {
            literalEnd = token.end();
            return 1;
        }
        if (token.kind() == Token.Kind.WORD && isValueOfNamedColumn()) {
            add(new Tag.Literal(token.text(), false));
            return 1;
        }
        String rest = rest(at);
        if (!(token.kind() == Token.Kind.NUMBER && wantsNumber())) {
            Optional<PeriodReader.Found> period = periods.at(rest);
            if (period.isPresent()) {
                add(new Tag.Span(period.get().period()));
                return period.get().words();
            }
        }
        for (int count = 2; count <= 3 && at + count <= tokens.size(); count++) {
            Tag phrase = Lexicon.phrase(words(at, count));
            if (phrase instanceof Tag.Key(Keyword keyword, String text) && keyword == Keyword.BEFORE) {
                add(phrase);
                return count;
            }
        }
        Matcher unit = UNIT.matcher(rest);
        if (unit.find()) {
            add(new Tag.Unit(unit(unit.group("unit")), unit.group("asked") != null));
            return (int) unit.group().chars().filter(c -> c == ' ').count() + 1;
        }
        Optional<Vocabulary.Match> name = vocabulary.at(tokens, at, 2);
        if (name.isPresent() && !onlySpelledByView(name.get().mention(), token) && !costs(at + 1)) {
            add(new Tag.Name(name.get().mention()));
            return name.get().words();
        }
        for (int count = Math.min(Lexicon.MAX_WORDS, tokens.size() - at); count >= 1; count--) {
            Tag phrase = Lexicon.phrase(words(at, count));
            if (phrase != null && !(count == 1 && isRatherName(phrase, at))) {
                add(phrase);
                return count;
            }
        }
        tagWord(token, at);
        return 1;
    }

    /** "monthly revenue" asks for revenue per month, also where a view is called so. */
    private static boolean onlySpelledByView(Mention mention, Token first) {
        return ADVERBS.containsKey(first.lower())
                && mention.isTable()
                && mention.tables().stream().allMatch(TableInfo::view);
    }

    /** "products cost less than 10" speaks of prices, also where there is a column of costs. */
    private boolean costs(int at) {
        return at > 0
                && at + 1 < tokens.size()
                && tokens.get(at).lower().equals("cost")
                && Words.isPlural(tokens.get(at - 1).lower())
                && tokens.get(at + 1).lower().matches("less|more|under|over|below|above|between|at|up|exactly");
    }

    private void tagWord(Token token, int at) {
        TimeUnit adverb = ADVERBS.get(token.lower());
        Optional<Vocabulary.Match> name = vocabulary.at(tokens.subList(0, at + 1), at, 1);
        if (token.kind() == Token.Kind.NUMBER) {
            add(new Tag.Num(new BigDecimal(token.text().replaceAll("[^\\d.]", ""))));
        } else if (adverb != null) {
            add(new Tag.Unit(adverb, false));
        } else if (Words.number(token.lower()) > 0 && !isOne(token)) {
            add(new Tag.Num(BigDecimal.valueOf(Words.number(token.lower()))));
        } else if (Lexicon.isFiller(token.lower()) && (token.lower().length() <= 3 || name.isEmpty())) {
            endLiteral();
            lastTagEndsBefore = false;
        } else if (name.isPresent() && !isInsideLiteral(token, at)) {
            add(new Tag.Name(name.get().mention()));
        } else if (token.kind() == Token.Kind.WORD) {
            tagUnknown(token);
        } else {
            endLiteral();
        }
    }

    private void tagUnknown(Token token) {
        Optional<String> meant =
                Character.isLowerCase(token.text().charAt(0)) ? vocabulary.corrected(token.lower()) : Optional.empty();
        Optional<Vocabulary.Match> name = meant.flatMap(word -> vocabulary.at(Token.of(word), 0, 1));
        if (name.isPresent()) {
            corrections.add("I read \"" + token.text() + "\" as \"" + meant.get() + "\".");
            add(new Tag.Name(name.get().mention()));
            return;
        }
        if (literalStart < 0) {
            literalStart = token.start();
        }
        literalEnd = token.end();
    }

    /** Two capitalised words in a row, the first unknown, are rather a name of something than a part of the schema. */
    private boolean isInsideLiteral(Token token, int at) {
        return literalStart >= 0
                && tokens.get(at - 1).end() == literalEnd
                && Character.isUpperCase(token.text().charAt(0));
    }

    /** After "with channel" or "channel =" a value follows, also one that is a name elsewhere. */
    private boolean isValueOfNamedColumn() {
        int count = tags.size();
        if (count < 2 || literalStart >= 0) {
            return false;
        }
        boolean equals = lastKey() == Keyword.EQUAL && isTextColumn(tags.get(count - 2));
        boolean with = tags.get(count - 2) instanceof Tag.Key(Keyword keyword, String text)
                && keyword == Keyword.WITH
                && isTextColumn(tags.getLast());
        return equals || (with && lastTagEndsBefore);
    }

    private static boolean isTextColumn(Tag tag) {
        return tag instanceof Tag.Name(Mention mention)
                && !mention.isTable()
                && !mention.plural()
                && !mention.columns().isEmpty()
                && mention.columns().stream().allMatch(column -> column.isText() && !column.isProse());
    }

    /** "Moka Pot 6 Cups" and "Cups & Mugs" are one name each. */
    private boolean goesOnWithLiteral(Token token, int at) {
        if (literalStart < 0
                || at == 0
                || tokens.get(at - 1).end() != literalEnd
                || !isCapitalised(tokens.get(at - 1))) {
            return false;
        }
        boolean number = token.kind() == Token.Kind.NUMBER && !token.text().matches("(?:19|20)\\d\\d.*");
        boolean joins = token.lower().equals("&") && at + 1 < tokens.size() && isCapitalised(tokens.get(at + 1));
        boolean joined = tokens.get(at - 1).lower().equals("&");
        return number || joins || joined;
    }

    private static boolean isCapitalised(Token token) {
        return token.kind() != Token.Kind.WORD
                || Character.isUpperCase(token.text().charAt(0));
    }

    /** Whether a word that shapes questions elsewhere is the name of something here. */
    private boolean isRatherName(Tag phrase, int at) {
        Optional<Vocabulary.Match> name = vocabulary.at(tokens.subList(0, at + 1), at, 1);
        if (name.isEmpty() || !(phrase instanceof Tag.Key(Keyword keyword, String text))) {
            return false;
        }
        Mention mention = name.get().mention();
        return switch (keyword) {
            case REVENUE ->
                isExactly(mention, text) && lastKey() != Keyword.SUM && lastKey() != Keyword.AVERAGE && asksForRows();
            case PRICE ->
                !costs(at)
                        && tags.stream()
                                .noneMatch(tag -> tag instanceof Tag.Key key && key.keyword() == Keyword.HOW_MUCH);
            case SUM -> lastKey() == Keyword.AVERAGE || lastKey() == Keyword.BY || lastKey() == Keyword.SORT;
            case UNITS, PROFIT, ORDER_VALUE, SHARE -> !mention.verb() && vocabulary.isStored(mention);
            default -> false;
        };
    }

    private static boolean isExactly(Mention mention, String word) {
        return mention.tables().stream()
                .anyMatch(table -> Vocabulary.tableStems(table).equals(List.of(Words.stem(word))));
    }

    private boolean asksForRows() {
        return lastKey() == Keyword.COUNT || lastKey() == Keyword.LIST || tags.isEmpty();
    }

    private @Nullable Keyword lastKey() {
        return !tags.isEmpty() && tags.getLast() instanceof Tag.Key(Keyword keyword, String text) ? keyword : null;
    }

    /** Whether a number that looks like a year is one after all, because something is compared with it. */
    private boolean wantsNumber() {
        Keyword key = lastKey();
        return key == Keyword.MORE
                || key == Keyword.LESS
                || key == Keyword.AT_LEAST
                || key == Keyword.AT_MOST
                || key == Keyword.EQUAL
                || (!tags.isEmpty() && tags.getLast() instanceof Tag.Rank);
    }

    private boolean isOne(Token token) {
        return token.lower().equals("one") && !wantsNumber();
    }

    private void add(Tag tag) {
        lastTagEndsBefore = true;
        endLiteral();
        tags.add(tag);
    }

    private void endLiteral() {
        if (literalStart >= 0) {
            String text = question.substring(literalStart, literalEnd);
            tags.add(new Tag.Literal(text.replaceAll("['’]s$", ""), false));
            literalStart = -1;
        }
    }

    private String rest(int at) {
        return words(at, Math.min(14, tokens.size() - at));
    }

    private String words(int at, int count) {
        return String.join(
                " ", tokens.subList(at, at + count).stream().map(Token::lower).toList());
    }

    private static TimeUnit unit(String word) {
        return switch (word) {
            case "day" -> TimeUnit.DAY;
            case "week" -> TimeUnit.WEEK;
            case "month" -> TimeUnit.MONTH;
            case "quarter" -> TimeUnit.QUARTER;
            case "year" -> TimeUnit.YEAR;
            default -> word.startsWith("hour") ? TimeUnit.HOUR : TimeUnit.WEEKDAY;
        };
    }
}
