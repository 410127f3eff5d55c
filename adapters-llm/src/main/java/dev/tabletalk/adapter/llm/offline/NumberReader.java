package dev.tabletalk.adapter.llm.offline;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads numbers: limits, amounts, comparisons, and how many of something; a number waits for the name that follows it. */
final class NumberReader {
    private final Reading reading;
    private final Frame frame;
    private final List<Tag> tags;
    private Filter.@Nullable Operator operator;
    private @Nullable BigDecimal lower;
    private @Nullable Pending number;

    NumberReader(Reading reading) {
        this.reading = reading;
        frame = reading.frame;
        tags = reading.tags;
    }

    private record Pending(
            Filter.Operator operator,
            BigDecimal value,
            @Nullable BigDecimal upper) {}

    boolean isWaiting() {
        return number != null;
    }

    /** The next number is compared so. */
    void compare(Filter.Operator next) {
        operator = next;
    }

    /** "none of them", as a number. */
    void none() {
        number = new Pending(Filter.Operator.EQUAL, BigDecimal.ZERO, null);
    }

    /** What waits is an amount of what is measured. */
    void settleAsAmount() {
        if (number != null) {
            amount(number);
            number = null;
        }
    }

    /** "more than 3 times": how often something was done, when a number waits. */
    boolean settleAsTimes(@Nullable Mention action) {
        Pending times = number;
        if (times == null || action == null || !action.isTable()) {
            return false;
        }
        frame.actions.remove(action);
        frame.filters.add(new Filter.HowMany(action, times.operator(), times.value()));
        number = null;
        return true;
    }

    void read(BigDecimal value, int at) {
        if (operator == Filter.Operator.BETWEEN && lower == null) {
            lower = value;
            return;
        }
        if (operator != null) {
            Filter.Operator compared = operator;
            BigDecimal from = lower == null ? value : lower;
            BigDecimal upper = lower == null ? null : value;
            operator = null;
            lower = null;
            number = new Pending(compared, from, upper);
            if (reading.lastName != null
                    && (reading.lastNameAt == Integer.MAX_VALUE
                            || (!reading.lastName.isTable()
                                    && reading.lastName.isNumber()
                                    && at - reading.lastNameAt <= 4))) {
                settleFor(reading.lastName);
            } else if (hasAmountBefore(at)) {
                amount(number);
                number = null;
            }
            return;
        }
        boolean ranked = reading.rank != null || countsWhatIsRanked(at);
        if (ranked && frame.limit == null && isSmall(value)) {
            frame.limit = value.intValue();
        } else if (reading.lastName != null && reading.lastNameAt == beforeOf(at) && !reading.grouping) {
            number = new Pending(Filter.Operator.EQUAL, value, null);
            if (reading.lastName.isNumber() && !reading.lastName.isTable()) {
                settleFor(reading.lastName);
            } else {
                frame.filters.add(new Filter.Value(value.toPlainString(), false, false, reading.lastName));
                number = null;
            }
        } else {
            number = new Pending(Filter.Operator.EQUAL, value, null);
            if (comesBeforeTable(at) || comesBeforeRank(at)) {
                settleAsLimit();
            }
        }
    }

    /** "which 5 products sell best": the number is that of the things that are named first and ranked later. */
    private boolean countsWhatIsRanked(int at) {
        return at + 1 < tags.size()
                && (tags.get(at + 1) instanceof Tag.Name || tags.get(at + 1) instanceof Tag.Unit)
                && tags.subList(0, at).stream().noneMatch(Tag.Name.class::isInstance)
                && tags.subList(at + 2, tags.size()).stream().anyMatch(Tag.Rank.class::isInstance);
    }

    /** The place before this one, "of" not counted. */
    private int beforeOf(int at) {
        return reading.isOf(at - 1) ? at - 2 : at - 1;
    }

    private static boolean isSmall(BigDecimal value) {
        return value.stripTrailingZeros().scale() <= 0 && value.signum() > 0 && value.intValue() <= 1_000;
    }

    private boolean hasAmountBefore(int at) {
        return frame.measure instanceof Measure.Business
                && at >= 2
                && tags.get(at - 2) instanceof Tag.Key(Keyword keyword, String text)
                && keyword.isMeasure();
    }

    private boolean comesBeforeTable(int at) {
        return frame.asksList
                && at + 1 < tags.size()
                && tags.get(at + 1) instanceof Tag.Name(Mention mention)
                && mention.isTable();
    }

    private boolean comesBeforeRank(int at) {
        return at + 1 < tags.size() && tags.get(at + 1) instanceof Tag.Rank;
    }

    /** Whether the name told what a number that waited counts. */
    boolean fill(Mention mention) {
        Pending pending = number;
        number = null;
        if (pending == null) {
            return false;
        }
        if (!mention.isTable() && mention.isNumber()) {
            frame.filters.add(new Filter.Comparison(mention, pending.operator(), pending.value(), pending.upper()));
        } else if (mention.isTable()) {
            frame.filters.add(new Filter.HowMany(mention, pending.operator(), pending.value()));
        } else {
            number = pending;
            settle();
            return false;
        }
        return true;
    }

    /** "5 or more": what was read as equal. */
    void reopen(Filter.Operator meant) {
        if (number != null) {
            number = new Pending(meant, number.value(), null);
            return;
        }
        if (!frame.filters.isEmpty() && frame.filters.getLast() instanceof Filter.Comparison last) {
            frame.filters.set(
                    frame.filters.size() - 1, new Filter.Comparison(last.column(), meant, last.value(), null));
        }
    }

    /** What waits tells how many to show, when it is a small whole number. */
    void settleAsLimit() {
        Pending pending = number;
        if (pending != null && pending.operator() == Filter.Operator.EQUAL && isSmall(pending.value())) {
            frame.limit = pending.value().intValue();
            number = null;
        }
    }

    private void settleFor(Mention column) {
        Pending pending = number;
        if (pending != null) {
            if (frame.measure instanceof Measure.Of(Measure.Function applied, Mention measured)
                    && measured.equals(column)) {
                amount(pending);
                number = null;
                return;
            }
            Mention named = column.equals(Mention.PRICE) ? null : column;
            frame.filters.add(new Filter.Comparison(named, pending.operator(), pending.value(), pending.upper()));
            frame.outputs.remove(column);
            number = null;
        }
    }

    /** A number that no name followed is a sum of money. */
    void settle() {
        Pending pending = number;
        if (pending == null) {
            return;
        }
        number = null;
        if (pending.operator() == Filter.Operator.EQUAL) {
            frame.filters.add(new Filter.Value(pending.value().toPlainString(), false, false, null));
        } else {
            frame.filters.add(new Filter.Comparison(null, pending.operator(), pending.value(), pending.upper()));
        }
    }

    private void amount(Pending pending) {
        BigDecimal upper = pending.upper();
        if (upper == null) {
            frame.filters.add(new Filter.Amount(pending.operator(), pending.value()));
        } else {
            frame.filters.add(new Filter.Amount(Filter.Operator.AT_LEAST, pending.value()));
            frame.filters.add(new Filter.Amount(Filter.Operator.AT_MOST, upper));
        }
    }
}
