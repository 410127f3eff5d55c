package dev.tabletalk.adapter.llm.offline;

import java.util.List;

/** Completes the frame of a question that was read to its end. */
final class FrameCompletion {
    private final Reading reading;
    private final Frame frame;
    private final List<Tag> tags;

    FrameCompletion(Reading reading) {
        this.reading = reading;
        frame = reading.frame;
        tags = reading.tags;
    }

    /** May be called once. */
    void complete() {
        measureByWhatIsOpen();
        countUses();
        rankByWhatIsOpen();
        measureWhatIsMeant();
        group();
        countGroups();
        addPeriods();
        frame.standsAlone = frame.measure instanceof Measure.Count || (frame.asksList && frame.subject != null);
    }

    private void measureByWhatIsOpen() {
        Measure.Function open = reading.function;
        if (open != null && frame.measure == null && !frame.outputs.isEmpty()) {
            frame.measure = new Measure.Of(open, frame.outputs.removeFirst());
        }
        if (open == Measure.Function.AVG && frame.measure == null) {
            frame.measure = new Measure.Business(Measure.Concept.AVERAGE_ORDER);
            if (!isAboutSales()) {
                frame.unknown.add("I do not see of which numbers to take the average.");
            }
        }
        if (reading.howMuch && frame.measure == null && frame.outputs.isEmpty()) {
            frame.measure = new Measure.Business(Measure.Concept.REVENUE);
        }
    }

    private void rankByWhatIsOpen() {
        if (reading.rank != null && frame.ranking == null) {
            boolean onlyTime = frame.timeUnit != null && reading.rank.attribute() == null;
            if (onlyTime && frame.measure == null && frame.subject == null && frame.actions.isEmpty()) {
                // "the best month" is the one with the highest revenue.
                frame.measure = new Measure.Business(Measure.Concept.REVENUE);
            }
            frame.ranking = new Frame.Ranking(reading.rank.descending(), reading.rank.attribute(), null, false);
        }
    }

    private void measureWhatIsMeant() {
        if (frame.asked != null && frame.subject == null && frame.measure == null && frame.asked.isTable()) {
            frame.subject = frame.asked;
        }
        Mention people = frame.countOver;
        if (people != null && frame.filters.stream().noneMatch(Filter.Amount.class::isInstance)) {
            frame.measure = new Measure.Count(people, false);
            frame.actions.add(Mention.SOLD);
            frame.countOver = null;
        }
        if (frame.averagePerGroup && frame.measure instanceof Measure.Business && !reading.perGroup) {
            frame.averagePerGroup = false;
            frame.measure = new Measure.Business(Measure.Concept.AVERAGE_ORDER);
        }
        Mention whole = frame.subject;
        if (frame.share && frame.measure == null && whole != null) {
            frame.measure = new Measure.Count(whole, false);
        }
    }

    private void group() {
        boolean each = reading.per
                && tags.getLast() instanceof Tag.Key(Keyword keyword, String text)
                && keyword == Keyword.PER;
        if (each && frame.groups.isEmpty() && !frame.outputs.isEmpty()) {
            // "which countries, and how many customers from each?"
            frame.groups.add(frame.outputs.removeFirst());
        }
        boolean ranksWithout = frame.ranking != null
                && frame.ranking.attribute() == null
                && frame.ranking.by() == null
                && !frame.ranking.oftenest();
        if (ranksWithout && frame.measure == null && frame.subject != null && !frame.groups.isEmpty()) {
            frame.unknown.add("I do not see by what to rank " + Sentences.plural(frame.subject.text())
                    + " within each group. Name a column, such as in \"the cheapest product in each category\".");
        }
    }

    private void countGroups() {
        if (reading.function == Measure.Function.AVG && frame.measure instanceof Measure.Count && reading.perGroup) {
            frame.averagePerGroup = true;
        }
        boolean counts = frame.timeUnit != null || frame.trend || !frame.groups.isEmpty();
        boolean listsOnly = (frame.asksList && frame.subject == null) || ranksRows();
        frame.perEach = reading.perGroup;
        if (counts && frame.measure == null && !listsOnly && (frame.subject != null || !frame.actions.isEmpty())) {
            Mention counted = frame.subject != null ? frame.subject : frame.actions.getFirst();
            frame.measure = new Measure.Count(counted, false);
        }
    }

    private void addPeriods() {
        if (frame.trend && frame.timeUnit == null && frame.groups.isEmpty()) {
            frame.timeUnit = TimeUnit.MONTH;
        }
        if (frame.periods.size() > 1 && !frame.compares && frame.timeUnit == null) {
            frame.compares = true;
        }
        if (reading.comparingTables && frame.periods.size() == 1) {
            frame.periods.add(frame.periods.getFirst().previous());
        }
    }

    /** "which payment method is used most": the one that occurs most often. */
    private void countUses() {
        Tag.Rank by = reading.rank;
        Mention asked = frame.asked;
        if (by != null
                && by.text().matches("most|least")
                && asked != null
                && !asked.isTable()
                && !asked.isNumber()
                && frame.measure == null
                && frame.subject == null
                && frame.actions.isEmpty()
                && frame.outputs.isEmpty()
                && frame.groups.isEmpty()) {
            frame.groups.add(asked);
            frame.asked = null;
            frame.ranking = new Frame.Ranking(by.descending(), Attribute.COMMON, null, false);
            reading.rank = null;
        }
    }

    /** "the cheapest product in each category" asks for products, not for how many there are. */
    private boolean ranksRows() {
        Frame.Ranking ranking = frame.ranking;
        return ranking != null
                && frame.subject != null
                && (ranking.by() != null || (ranking.attribute() != null && ranking.attribute() != Attribute.COMMON));
    }

    /** "average order" speaks of what an order is worth; "average customer" means nothing. */
    private boolean isAboutSales() {
        Mention about = frame.subject;
        return about != null && about.text().matches("orders?|sales?|purchases?|invoices?|bills?|baskets?");
    }
}
