package dev.tabletalk.domain.chart;

import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.NearestNames;
import dev.tabletalk.domain.query.ResultColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the columns of a result are called outside: a name that was there before gets a number, as in "total (2)". */
public final class ColumnNames {
    private static final int NEAREST = 3;

    private final List<String> names = new ArrayList<>();

    public ColumnNames(List<ResultColumn> columns) {
        for (ResultColumn column : columns) {
            String name = column.name();
            for (int n = 2; names.contains(name); n++) {
                name = column.name() + " (" + n + ")";
            }
            names.add(name);
        }
    }

    /** The names by position, each once. */
    public List<String> all() {
        return List.copyOf(names);
    }

    public String at(int position) {
        return names.get(position);
    }

    /**
     * The position of a name, in any case if it is clear then.
     *
     * @param field which input to blame
     * @throws FailureException INVALID that offers the nearest names
     */
    public int position(String field, String name) {
        int exact = names.indexOf(name);
        if (exact >= 0) {
            return exact;
        }
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        List<String> alike = names.stream()
                .filter(known -> known.strip().toLowerCase(Locale.ROOT).equals(wanted))
                .toList();
        if (alike.size() == 1) {
            return names.indexOf(alike.getFirst());
        }
        throw FailureException.invalid(
                field,
                "The result has no column \"" + name + "\". Nearest: "
                        + String.join(", ", NearestNames.to(name, names, NEAREST)) + ".");
    }
}
