package dev.tabletalk.adapter.llm.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what is measured: revenue, units, prices, how often. */
final class MeasureReader {
    private final Reading reading;
    private final Frame frame;
    private final List<Tag> tags;
    private final NumberReader numbers;
    private final NameReader names;

    MeasureReader(Reading reading, NumberReader numbers, NameReader names) {
        this.reading = reading;
        frame = reading.frame;
        tags = reading.tags;
        this.numbers = numbers;
        this.names = names;
    }

    void business(Measure.Concept concept) {
        numbers.settleAsAmount();
        if (reading.counting && frame.measure == null && concept == Measure.Concept.REVENUE) {
            // "number of sales" where nothing is called a sale: what was sold.
            concept = Measure.Concept.UNITS;
        }
        boolean average = reading.function == Measure.Function.AVG;
        if (average && concept == Measure.Concept.REVENUE) {
            frame.averagePerGroup = true;
        }
        if (frame.measure instanceof Measure.Count(Mention what, boolean different)
                && concept != Measure.Concept.UNITS) {
            frame.countOver = what;
        }
        boolean better = frame.measure == null || frame.measure instanceof Measure.Count;
        if (better || (concept != Measure.Concept.UNITS && frame.measure instanceof Measure.Business)) {
            frame.measure = new Measure.Business(concept);
        }
        reading.function = null;
        reading.counting = false;
        rankByMeasureAfterBy();
    }

    /** "minimum and maximum price" asks for both. */
    void function(Measure.Function next) {
        if (reading.function != null && reading.function != Measure.Function.SUM && reading.function != next) {
            frame.alsoFunctions.add(next);
        } else {
            reading.function = next;
        }
    }

    /** "earn" asks for what people are paid, where their table keeps it. */
    void revenue(String text, int at) {
        boolean earning = text.startsWith("earn");
        Optional<Mention> pay = earning ? pay() : Optional.empty();
        if (pay.isPresent()) {
            earned(pay.get(), at);
        } else if (earning && frame.who && frame.subject == null && frame.asked == null) {
            frame.unknown.add("I do not know whose earnings are meant. Say it, such as in \"which employee\".");
        } else {
            business(Measure.Concept.REVENUE);
        }
    }

    /** What those who are asked about are paid, where their table keeps it. */
    private Optional<Mention> pay() {
        List<Mention> about = new ArrayList<>();
        if (frame.measure instanceof Measure.Count(Mention what, boolean different)) {
            about.add(what);
        }
        if (frame.subject != null) {
            about.add(frame.subject);
        }
        if (frame.asked != null) {
            about.add(frame.asked);
        }
        return about.stream()
                .flatMap(mention -> mention.tables().stream())
                .flatMap(table -> table.columns(ColumnInfo::isNumber).stream())
                .filter(column -> Words.ofName(column.name()).stream().anyMatch(Attribute.PAY.names()::contains))
                .findFirst()
                .map(column -> new Mention(column.name(), List.of(), List.of(column), false, false));
    }

    private void earned(Mention pay, int at) {
        if (reading.isQualifier(at)) {
            reading.lastName = pay;
            reading.lastNameAt = at;
        } else if (reading.rank == null && at + 1 < tags.size() && tags.get(at + 1) instanceof Tag.Rank next) {
            frame.ranking = new Frame.Ranking(next.descending(), null, pay, false);
            frame.outputs.add(pay);
        } else {
            names.read(pay, at);
        }
    }

    /** "sold" is only something done when another measure was asked for. */
    void units(String text) {
        boolean verb = text.startsWith("s") && !text.equals("selling");
        if (verb && reading.negated) {
            frame.filters.add(new Filter.Presence(Mention.SOLD, false));
            reading.negated = false;
        } else if (frame.measure instanceof Measure.Count count && !isThing(count.what())) {
            frame.actions.add(Mention.SOLD);
        } else {
            business(Measure.Concept.UNITS);
        }
    }

    /** Counting things that were sold means counting pieces, counting people who sold means counting people. */
    private static boolean isThing(Mention mention) {
        return mention.isTable()
                && mention.tables().getFirst().columns().stream()
                        .anyMatch(column -> Attribute.PRICE.names().contains(column.name()));
    }

    void price() {
        reading.lastName = Mention.PRICE;
        reading.lastNameAt = Integer.MAX_VALUE;
        if (reading.howMuch) {
            frame.outputs.add(Mention.PRICE);
        }
    }

    void often() {
        boolean times = numbers.settleAsTimes(reading.lastName);
        if (!times && (reading.rank != null || reading.which)) {
            frame.ranking = new Frame.Ranking(reading.rank == null || reading.rank.descending(), null, null, true);
            reading.rank = null;
        }
    }

    /** "top 5 customers by revenue" ranks by the revenue instead of grouping by it. */
    void rankByMeasureAfterBy() {
        if (reading.grouping && (reading.rank != null || frame.ranking != null || reading.sorting)) {
            reading.grouping = false;
        }
        if (reading.sorting) {
            frame.sort = new Frame.Sort(null, null, false);
        }
        reading.grouping = false;
    }
}
