package dev.tabletalk.adapter.llm.offline;

import java.math.BigDecimal;
import java.util.Set;

/** Turns the pieces of one question into a frame, from left to right: words that open something wait for what fills it. */
final class FrameReader {
    /** A number waits for what it counts across these. */
    private static final Set<Keyword> CONTINUES =
            Set.of(Keyword.OR_MORE, Keyword.OR_LESS, Keyword.AND, Keyword.OF, Keyword.DISTINCT, Keyword.OFTEN);

    private final Reading reading;
    private final Frame frame;
    private final NumberReader numbers;
    private final ValueReader values;
    private final RankReader ranks;
    private final NameReader names;
    private final MeasureReader measures;

    private FrameReader(Reading reading) {
        this.reading = reading;
        frame = reading.frame;
        numbers = new NumberReader(reading);
        values = new ValueReader(reading, numbers);
        ranks = new RankReader(reading, numbers);
        names = new NameReader(reading, numbers, values);
        measures = new MeasureReader(reading, numbers, names);
    }

    static Frame read(Tagger.Tagged tagged) {
        Reading reading = new Reading(tagged.tags());
        reading.frame.notes.addAll(tagged.corrections());
        FrameReader reader = new FrameReader(reading);
        for (int at = 0; at < reading.tags.size(); at++) {
            reader.take(at);
        }
        reader.numbers.settle();
        new FrameCompletion(reading).complete();
        return reading.frame;
    }

    private void take(int at) {
        switch (reading.tags.get(at)) {
            case Tag.Key(Keyword keyword, String text) -> key(keyword, text, at);
            case Tag.Rank next -> ranks.read(next);
            case Tag.Name(Mention mention) -> names.read(mention, at);
            case Tag.Num(BigDecimal value) -> numbers.read(value, at);
            case Tag.Span(Period period) -> {
                numbers.settle();
                frame.periods.add(period);
                reading.grouping = false;
            }
            case Tag.Unit(TimeUnit unit, boolean asked) -> unit(unit, asked);
            case Tag.Literal(String text, boolean quoted) -> values.read(text, quoted, at);
            case Tag.Pause() -> numbers.settle();
        }
    }

    private void key(Keyword keyword, String text, int at) {
        if (!CONTINUES.contains(keyword) && !keyword.isMeasure()) {
            numbers.settle();
        }
        switch (keyword) {
            case COUNT -> {
                if (reading.function == Measure.Function.AVG) {
                    frame.averagePerGroup = true;
                }
                reading.function = null;
                reading.counting = true;
                measures.rankByMeasureAfterBy();
            }
            case HOW_MUCH -> reading.howMuch = true;
            case SUM -> reading.function = reading.function == null ? Measure.Function.SUM : reading.function;
            case AVERAGE -> {
                measures.function(Measure.Function.AVG);
                measures.rankByMeasureAfterBy();
            }
            case MAXIMUM -> measures.function(Measure.Function.MAX);
            case MINIMUM -> measures.function(Measure.Function.MIN);
            case BEFORE -> frame.before = true;
            case OUT_OF -> numbers.none();
            case DISTINCT -> reading.distinct = true;
            case SHARE -> frame.share = true;
            case REVENUE -> measures.revenue(text, at);
            case ORDER_VALUE -> measures.business(Measure.Concept.AVERAGE_ORDER);
            case PROFIT -> measures.business(Measure.Concept.PROFIT);
            case UNITS -> measures.units(text);
            case PRICE -> measures.price();
            case BY -> {
                reading.grouping = true;
                reading.per = false;
            }
            case PER -> {
                reading.grouping = true;
                reading.per = true;
            }
            case WHICH -> reading.which = true;
            case WHO -> {
                reading.which = false;
                frame.who = true;
            }
            case WHEN -> frame.when = true;
            case WITH -> {
                reading.having = true;
                reading.which = false;
                reading.grouping = false;
            }
            case WITHOUT -> reading.lacking = true;
            case NOT -> reading.negated = true;
            case EQUAL -> numbers.compare(Filter.Operator.EQUAL);
            case MORE -> numbers.compare(Filter.Operator.MORE);
            case AT_LEAST -> numbers.compare(Filter.Operator.AT_LEAST);
            case LESS -> numbers.compare(Filter.Operator.LESS);
            case AT_MOST -> numbers.compare(Filter.Operator.AT_MOST);
            case BETWEEN -> numbers.compare(Filter.Operator.BETWEEN);
            case OR_MORE -> numbers.reopen(Filter.Operator.AT_LEAST);
            case OR_LESS -> numbers.reopen(Filter.Operator.AT_MOST);
            case SORT -> reading.sorting = true;
            case ASCENDING -> ranks.direct(false);
            case DESCENDING -> ranks.direct(true);
            case ALPHABETICAL -> frame.sort = new Frame.Sort(null, null, true);
            case COMPARE -> {
                frame.compares = true;
                reading.comparingTables = true;
            }
            case TREND -> frame.trend = true;
            case WHETHER -> frame.whether = at == 0;
            case LIST -> frame.asksList = true;
            case FOLLOW -> frame.follows = frame.follows || at <= 1 || text.equals("instead");
            case OFTEN -> measures.often();
            case AND -> frame.follows = frame.follows || (at == 0 && text.equals("and"));
            case OF, OR -> {}
        }
    }

    private void unit(TimeUnit unit, boolean asked) {
        numbers.settle();
        frame.timeUnit = unit;
        reading.which = reading.which && !asked;
        reading.perGroup = true;
        reading.grouping = false;
    }
}
