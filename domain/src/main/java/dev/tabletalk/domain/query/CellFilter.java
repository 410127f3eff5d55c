package dev.tabletalk.domain.query;

import dev.tabletalk.domain.failure.FailureException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the cells of a column have to be, as a person writes it. Everywhere: {@code NULL}, {@code not NULL}. Texts contain what
 * is written, or are {@code = just this}, {@code != not this}; between double quotes everything is text. Numbers, dates and
 * times: {@code 100}, {@code = 100}, {@code != 100}, {@code > 100}, {@code 10..20}, {@code 10..}; a date may be a year, a month
 * or a day and means all of it.
 */
public sealed interface CellFilter {
    /** Characters of a filter at most. */
    int LONGEST = 1_000;

    boolean accepts(@Nullable Object cell);

    /**
     * Reads a filter; empty when nothing is written.
     *
     * @throws FailureException INVALID when it cannot be read for such a column; the message says how to write it
     */
    static Optional<CellFilter> parse(ResultColumn.Kind kind, String written) {
        String text = written.strip();
        if (text.length() > LONGEST) {
            throw FailureException.invalid("filter", "A filter has at most 1,000 characters.");
        }
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (text.toLowerCase(Locale.ROOT)) {
                    case "null", "is null", "= null", "=null" -> new IsNull(true);
                    case "not null", "is not null", "!= null", "!=null" -> new IsNull(false);
                    default -> ofKind(kind, text);
                });
    }

    private static CellFilter ofKind(ResultColumn.Kind kind, String text) {
        return switch (kind) {
            case TEXT -> Contains.parse(text);
            case BINARY ->
                throw FailureException.invalid(
                        "filter", "Binary values can only be NULL or not. Write NULL or not NULL.");
            case BOOLEAN -> Is.parse(text);
            case NUMBER -> Comparison.parse(text).numbers();
            case DATE, TIME, TIMESTAMP -> Comparison.parse(text).moments(kind);
        };
    }

    /** @param wanted whether cells without a value pass, or all others */
    record IsNull(boolean wanted) implements CellFilter {
        @Override
        public boolean accepts(@Nullable Object cell) {
            return (cell == null) == wanted;
        }
    }

    /** @param part folded */
    record Contains(String part) implements CellFilter {
        static CellFilter parse(String text) {
            if (text.startsWith("!=") || text.startsWith("<>")) {
                return new Equals(operand(text.substring(2)), false);
            }
            return text.startsWith("=")
                    ? new Equals(operand(text.substring(1)), true)
                    : new Contains(Folded.of(unquoted(text)));
        }

        private static String operand(String text) {
            return Folded.of(unquoted(text.strip()));
        }

        private static String unquoted(String text) {
            return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                    ? text.substring(1, text.length() - 1)
                    : text;
        }

        @Override
        public boolean accepts(@Nullable Object cell) {
            return cell != null && Folded.of(cell.toString()).contains(part);
        }
    }

    /** @param text folded */
    record Equals(String text, boolean wanted) implements CellFilter {
        @Override
        public boolean accepts(@Nullable Object cell) {
            return cell != null && Folded.of(cell.toString()).equals(text) == wanted;
        }
    }

    /** For columns that are true or false. */
    record Is(boolean value) implements CellFilter {
        static CellFilter parse(String text) {
            boolean not = text.startsWith("!=") || text.startsWith("<>");
            String word = (not ? text.substring(2) : text.startsWith("=") ? text.substring(1) : text)
                    .strip()
                    .toLowerCase(Locale.ROOT);
            if (!word.isEmpty() && ("true".startsWith(word) || "yes".startsWith(word) || word.equals("1"))) {
                return new Is(!not);
            }
            if (!word.isEmpty() && ("false".startsWith(word) || "no".startsWith(word) || word.equals("0"))) {
                return new Is(not);
            }
            throw FailureException.invalid("filter", "Write true, false, NULL or not NULL.");
        }

        @Override
        public boolean accepts(@Nullable Object cell) {
            return cell != null && cell.toString().equalsIgnoreCase(String.valueOf(value));
        }
    }

    /**
     * @param from null for no lower end
     * @param to null for no upper end
     * @param inside whether what is between the ends passes, or what is not
     */
    record Numbers(
            @Nullable BigDecimal from,
            boolean fromIncluded,
            @Nullable BigDecimal to,
            boolean toIncluded,
            boolean inside)
            implements CellFilter {
        @Override
        public boolean accepts(@Nullable Object cell) {
            Optional<BigDecimal> number = CellKey.number(cell);
            return number.isPresent() && contains(number.get()) == inside;
        }

        private boolean contains(BigDecimal number) {
            return (from == null || number.compareTo(from) >= (fromIncluded ? 0 : 1))
                    && (to == null || number.compareTo(to) <= (toIncluded ? 0 : -1));
        }
    }

    /**
     * @param from the first that is inside; null for no lower end
     * @param end the first that is not inside any more; null for no upper end
     * @param inside whether what is between the ends passes, or what is not
     */
    record Moments(@Nullable Moment from, @Nullable Moment end, boolean inside) implements CellFilter {
        @Override
        public boolean accepts(@Nullable Object cell) {
            Optional<Moment> moment = cell instanceof String text ? Moment.parse(text) : Optional.empty();
            return moment.isPresent() && contains(moment.get()) == inside;
        }

        private boolean contains(Moment moment) {
            return (from == null || moment.compareTo(from) >= 0) && (end == null || moment.compareTo(end) < 0);
        }
    }
}
