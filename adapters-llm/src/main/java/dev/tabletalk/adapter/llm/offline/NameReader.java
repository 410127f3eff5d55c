package dev.tabletalk.adapter.llm.offline;

import java.util.List;
import java.util.Set;

/** Reads names of tables and columns: gives each to what waits for it, or else finds its place in the frame. */
final class NameReader {
    /** "which cities" before one of these are cities to measure. */
    private static final Set<Keyword> MEASURING =
            Set.of(Keyword.REVENUE, Keyword.MORE, Keyword.LESS, Keyword.AT_LEAST, Keyword.AT_MOST);

    private final Reading reading;
    private final Frame frame;
    private final List<Tag> tags;
    private final NumberReader numbers;
    private final ValueReader values;

    NameReader(Reading reading, NumberReader numbers, ValueReader values) {
        this.reading = reading;
        frame = reading.frame;
        tags = reading.tags;
        this.numbers = numbers;
        this.values = values;
    }

    void read(Mention mention, int at) {
        if (isState(mention, at)) {
            values.read(mention.text(), false, at);
            return;
        }
        boolean flag = mention.isFlag() && !reading.lacking && !reading.negated;
        boolean describes = flag || (numbers.isWaiting() && !mention.isTable());
        if (flag) {
            frame.outputs.add(mention);
        } else if (!fill(mention, at)) {
            place(mention, at);
        }
        reading.lastName = mention;
        reading.lastNameAt = at;
        if (describes) {
            // "discontinued products", "5 star reviews": the thing itself comes next.
            return;
        }
        reading.counting = false;
        reading.which = false;
        reading.distinct = false;
        reading.sorting = false;
        reading.lacking = false;
        reading.negated = false;
        reading.having = false;
    }

    /** "refunded orders": not the amounts of that name, but how something ended, which is stored as a text. */
    private boolean isState(Mention mention, int at) {
        return mention.verb()
                && !mention.isTable()
                && mention.columns().stream().allMatch(ColumnInfo::isNumber)
                && !numbers.isWaiting()
                && reading.rank == null
                && reading.function == null
                && !reading.grouping
                && !reading.isQualifier(at)
                && tags.subList(at + 1, tags.size()).stream().noneMatch(Tag.Rank.class::isInstance);
    }

    /** Whether something was waiting for this name. */
    private boolean fill(Mention mention, int at) {
        if (reading.sorting) {
            frame.sort = new Frame.Sort(mention, null, false);
            return true;
        }
        if (reading.lacking
                || (reading.negated && mention.isTable())
                || (reading.negated
                        && !reading.isQualifier(at)
                        && !mention.columns().isEmpty())) {
            frame.filters.add(new Filter.Presence(mention, false));
            return true;
        }
        if (numbers.isWaiting()) {
            return numbers.fill(mention);
        }
        if (reading.counting) {
            frame.measure = new Measure.Count(mention, reading.distinct);
            return true;
        }
        if (reading.grouping) {
            return group(mention);
        }
        if (reading.function != null && !mention.isTable() && mention.isNumber()) {
            frame.measure = new Measure.Of(reading.function, mention);
            reading.function = null;
            return true;
        }
        if (reading.function == Measure.Function.SUM && mention.isTable()) {
            frame.measure = new Measure.Count(mention, reading.distinct);
            reading.function = null;
            return true;
        }
        if (reading.distinct) {
            frame.groups.add(mention);
            frame.asksList = true;
            return true;
        }
        return false;
    }

    private boolean group(Mention mention) {
        boolean ranksByColumn = (reading.rank != null || frame.ranking != null)
                && !mention.isTable()
                && mention.isNumber()
                && frame.measure == null;
        if (ranksByColumn && reading.rank != null) {
            frame.ranking = new Frame.Ranking(reading.rank.descending(), null, mention, false);
            reading.rank = null;
            reading.grouping = false;
        } else if (!reading.per && countsForRank(mention)) {
            frame.measure = new Measure.Count(mention, false);
            reading.grouping = false;
        } else {
            frame.groups.add(mention);
            reading.perGroup = reading.perGroup || reading.per;
        }
        return true;
    }

    /** "top 10 cities by customers", "top 3 suppliers by products": what belongs to each is counted. */
    private boolean countsForRank(Mention mention) {
        Mention ranked = frame.asked != null ? frame.asked : frame.subject;
        boolean open =
                frame.measure == null && reading.rank != null && reading.rank.attribute() == null && mention.isTable();
        if (!open || ranked == null) {
            return false;
        }
        TableInfo counted = mention.tables().getFirst();
        return ranked.columns().stream().anyMatch(column -> column.table().equals(counted.name()))
                || ranked.tables().stream()
                        .anyMatch(table -> counted.links().stream()
                                .anyMatch(link -> link.to().equals(table.name())));
    }

    private void place(Mention mention, int at) {
        Tag.Rank ranked = reading.rank;
        if (isObjectOfAbsence(mention, at)) {
            return;
        }
        if (ranked != null && ranked.attribute() == Attribute.COMMON && !mention.isTable()) {
            frame.groups.add(mention);
        } else if (ranked != null && ranked.attribute() == null && mention.verb() && mention.isTable()) {
            rankBy(mention);
        } else if (ranked != null && reading.which && !mention.isTable() && mention.isNumber()) {
            rankBy(mention);
        } else if (ranked != null && ranked.attribute() == null && isNamesOnly(mention)) {
            frame.asked = mention;
        } else if (reading.which && !mention.verb()) {
            if (mention.isTable() || reading.rank != null || asksMeasureLater(at)) {
                frame.asked = mention;
            } else {
                frame.outputs.add(mention);
            }
        } else if (reading.rank != null
                && reading.rank.attribute() == null
                && !mention.verb()
                && (frame.asked != null
                        || (frame.who && measures(reading.rank, mention))
                        || frame.subject != null
                        || frame.timeUnit != null
                        || !mention.isTable())) {
            rankBy(mention);
        } else if (mention.verb()
                && (mention.isTable() || frame.subject != null || frame.measure != null || frame.when)) {
            frame.actions.add(mention);
        } else if (reading.having && !reading.isQualifier(at) && (mention.isTable() || !mention.isNumber())) {
            frame.filters.add(new Filter.Presence(mention, true));
        } else if (mention.isTable() && frame.subject == null) {
            frame.subject = mention;
        } else if (mention.isTable()) {
            frame.related.add(mention);
        } else {
            frame.outputs.add(mention);
        }
    }

    /** "top 3 countries": what is ranked, by what comes later. */
    private boolean isNamesOnly(Mention mention) {
        return !mention.isTable() && !mention.isNumber() && frame.asked == null && frame.subject == null && !frame.who;
    }

    /** "never borrowed a book": the book says nothing more. */
    private boolean isObjectOfAbsence(Mention mention, int at) {
        Mention verb = reading.lastName;
        return mention.isTable()
                && verb != null
                && verb.verb()
                && reading.lastNameAt == at - 1
                && (frame.subject != null || frame.asked != null)
                && !frame.filters.isEmpty()
                && frame.filters.getLast().equals(new Filter.Presence(verb, false));
    }

    /** "who has the most orders" counts orders, "who are our best customers" is about customers. */
    private boolean measures(Tag.Rank by, Mention mention) {
        return !mention.isTable() || by.text().matches("most|least|fewest|highest|lowest");
    }

    /** "which country has the most customers": what ranks comes later. */
    private boolean asksMeasureLater(int at) {
        return tags.subList(at + 1, tags.size()).stream()
                .anyMatch(tag -> tag instanceof Tag.Rank
                        || (tag instanceof Tag.Key(Keyword keyword, String text) && MEASURING.contains(keyword)));
    }

    private void rankBy(Mention mention) {
        Tag.Rank by = reading.rank;
        if (by == null) {
            return;
        }
        if (mention.isTable() && by.text().matches("best|worst|strongest|weakest|greatest|leading")) {
            frame.unknown.add("I do not see by what \"" + by.text() + " " + mention.text() + "\" is measured.");
        }
        boolean column = !mention.isTable();
        if (!column || !mention.isNumber()) {
            frame.measure = frame.measure == null ? new Measure.Count(mention, false) : frame.measure;
        }
        frame.ranking = new Frame.Ranking(by.descending(), null, column && mention.isNumber() ? mention : null, false);
        reading.rank = null;
    }
}
