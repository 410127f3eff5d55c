package dev.tabletalk.domain.query;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a cell is sorted by. A column may mix types, as SQLite's do: numbers come before times, these before texts, and what
 * is unknown comes last.
 */
sealed interface CellKey {
    /** A number, exactly: no digit is lost, whatever types are mixed. */
    record Numeric(BigDecimal value) implements CellKey {}

    /** What is no number but has a place among them. */
    record Infinite(int sign) implements CellKey {}

    /** As PostgreSQL has it, NaN is more than all numbers. */
    record NotANumber() implements CellKey {}

    record Flag(boolean value) implements CellKey {}

    record Time(Moment moment) implements CellKey {}

    record Text(String folded, String exact) implements CellKey {}

    record Unknown() implements CellKey {}

    static CellKey of(ResultColumn.Kind kind, @Nullable Object cell) {
        return switch (cell) {
            case null -> new Unknown();
            case Boolean flag -> new Flag(flag);
            case String text -> ofText(kind, text);
            default -> {
                Optional<BigDecimal> number = number(cell);
                yield number.isPresent() ? new Numeric(number.get()) : special(cell.toString());
            }
        };
    }

    /** The number that a cell is as it is shown; empty when it is none, or not finite. */
    static Optional<BigDecimal> number(@Nullable Object cell) {
        return switch (cell) {
            case Long number -> Optional.of(BigDecimal.valueOf(number));
            case BigInteger number -> Optional.of(new BigDecimal(number));
            case BigDecimal number -> Optional.of(number);
            case Double number when Double.isFinite(number) -> Optional.of(BigDecimal.valueOf(number));
            case null, default -> Optional.empty();
        };
    }

    private static CellKey ofText(ResultColumn.Kind kind, String text) {
        return switch (kind) {
            case NUMBER -> special(text);
            case DATE, TIME, TIMESTAMP ->
                Moment.parse(text).<CellKey>map(Time::new).orElseGet(() -> text(text));
            case TEXT, BOOLEAN -> text(text);
            case BINARY -> bytes(text);
        };
    }

    private static CellKey bytes(String text) {
        int space = text.indexOf(' ');
        boolean size = space > 0
                && space < 12
                && text.endsWith(" bytes")
                && text.substring(0, space).chars().allMatch(c -> c >= '0' && c <= '9');
        return size ? new Numeric(new BigDecimal(text.substring(0, space))) : text(text);
    }

    private static CellKey special(String text) {
        return switch (text) {
            case "NaN" -> new NotANumber();
            case "Infinity" -> new Infinite(1);
            case "-Infinity" -> new Infinite(-1);
            default -> text(text);
        };
    }

    private static CellKey text(String text) {
        return new Text(Folded.of(text), text);
    }

    default boolean isUnknown() {
        return this instanceof Unknown;
    }

    private static int rank(CellKey key) {
        return switch (key) {
            case Infinite infinite when infinite.sign() < 0 -> 0;
            case Numeric _ -> 1;
            case Infinite _ -> 2;
            case NotANumber _ -> 3;
            case Flag _ -> 4;
            case Time _ -> 5;
            case Text _ -> 6;
            case Unknown _ -> 7;
        };
    }

    static int compare(CellKey one, CellKey other) {
        if (one instanceof Numeric a && other instanceof Numeric b) {
            return a.value().compareTo(b.value());
        }
        if (one instanceof Text a && other instanceof Text b) {
            int folded = a.folded().compareTo(b.folded());
            return folded == 0 ? a.exact().compareTo(b.exact()) : folded;
        }
        if (one instanceof Time a && other instanceof Time b) {
            return a.moment().compareTo(b.moment());
        }
        if (one instanceof Flag a && other instanceof Flag b) {
            return Boolean.compare(a.value(), b.value());
        }
        return Integer.compare(rank(one), rank(other));
    }
}
