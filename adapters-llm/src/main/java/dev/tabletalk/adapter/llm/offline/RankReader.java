package dev.tabletalk.adapter.llm.offline;

import java.util.List;

/** Reads what ranks: "most", "cheapest", "first". */
final class RankReader {
    private final Reading reading;
    private final Frame frame;
    private final List<Tag> tags;
    private final NumberReader numbers;

    RankReader(Reading reading, NumberReader numbers) {
        this.reading = reading;
        frame = reading.frame;
        tags = reading.tags;
        this.numbers = numbers;
    }

    void read(Tag.Rank next) {
        numbers.settleAsLimit();
        reading.having = false;
        if (next.attribute() == Attribute.UNITS) {
            frame.measure = frame.measure == null ? new Measure.Business(Measure.Concept.UNITS) : frame.measure;
            reading.rank = new Tag.Rank(next.descending(), null, next.text());
            return;
        }
        boolean last = nothingAfter(next)
                && next.attribute() == Attribute.DATE
                && next.text().matches("first|last");
        if (last) {
            rankByDone(next);
            return;
        }
        if (reading.rank == null || reading.rank.attribute() == null) {
            // "top 5 most expensive": the later word knows more.
            reading.rank = next;
        }
    }

    /** "which store opened first": by the date of what was done. */
    private void rankByDone(Tag.Rank next) {
        Mention done = reading.lastName;
        boolean things = frame.asked != null || frame.subject != null;
        if (!things && !frame.who) {
            return;
        }
        boolean told = done != null
                && reading.lastNameAt == tags.size() - 2
                && !done.isTable()
                && done.columns().stream().anyMatch(ColumnInfo::isTime);
        if (told && frame.measure == null && frame.ranking == null) {
            frame.ranking = new Frame.Ranking(next.descending(), null, done, false);
        } else if (frame.measure == null && frame.ranking == null) {
            frame.unknown.add("I do not see by which date \"" + next.text() + "\" is meant.");
        }
    }

    private boolean nothingAfter(Tag tag) {
        return tags.getLast().equals(tag);
    }

    /** "ascending", "descending". */
    void direct(boolean descending) {
        Frame.Sort sort = frame.sort;
        frame.sort = new Frame.Sort(sort == null ? null : sort.by(), descending, sort != null && sort.byName());
    }
}
