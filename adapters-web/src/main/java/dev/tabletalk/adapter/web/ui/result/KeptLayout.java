package dev.tabletalk.adapter.web.ui.result;

import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.Arrangement;
import dev.tabletalk.domain.query.Arrangement.SortKey;
import dev.tabletalk.domain.query.CellFilter;
import dev.tabletalk.domain.query.ResultColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a table is arranged, as the text that the browser of the person keeps for it: it is theirs alone, belongs to one stored
 * result, which never changes, and comes with the message that the table is seen. Whatever is kept there may have been written by
 * another version or by anybody; what makes no sense for the columns of the result is left out.
 */
final class KeptLayout {
    /** Characters of such a text at most; what is longer is not kept. */
    static final int LONGEST = 20_000;

    private static final int WIDEST = 4_000;
    private static final Pattern WIDTH = Pattern.compile("(\\d{1,4})(\\.\\d{1,6})?px");
    private static final JsonMapper JSON = JsonMapper.shared();

    private KeptLayout() {}

    /** The names are those of the text. */
    private record Kept(
            List<Key> sort,
            String search,
            Map<Integer, String> filters,
            boolean filtersShown,
            List<Integer> columns,
            Set<Integer> hidden,
            Map<Integer, String> widths) {}

    private record Key(int column, boolean descending) {}

    /** Empty when there is nothing to keep. */
    static String write(TableLayout layout) {
        if (layout.isUntouched()) {
            return "";
        }
        Map<Integer, String> filters = new TreeMap<>(layout.filterTexts);
        filters.keySet().retainAll(layout.filters.keySet());
        Map<Integer, String> widths = new TreeMap<>();
        layout.widths.forEach((column, width) -> {
            if (width != null) {
                widths.put(column, width);
            }
        });
        String text = JSON.writeValueAsString(new Kept(
                layout.arrangement.sort().stream()
                        .map(key -> new Key(key.column(), key.descending()))
                        .toList(),
                layout.search,
                filters,
                layout.filtersShown,
                layout.columns,
                new TreeSet<>(layout.hidden),
                widths));
        return text.length() > LONGEST ? "" : text;
    }

    /** As it was written, as far as it fits. */
    static TableLayout read(String text, List<ResultColumn> columns) {
        TableLayout layout = new TableLayout();
        if (text.isEmpty() || text.length() > LONGEST) {
            return layout;
        }
        JsonNode kept;
        try {
            kept = JSON.readTree(text);
        } catch (JacksonException broken) {
            return layout;
        }
        layout.filtersShown = kept.path("filtersShown").asBoolean(false);
        layout.search = search(kept.path("search"));
        each(kept.path("filters"), columns, (column, filter) -> filter(layout, column, columns.get(column), filter));
        layout.columns.addAll(order(kept.path("columns"), columns.size()));
        layout.hidden.addAll(hidden(kept.path("hidden"), columns.size()));
        each(kept.path("widths"), columns, (column, width) -> {
            if (isWidth(width)) {
                layout.widths.put(column, width);
            }
        });
        layout.arrangement = new Arrangement(sort(kept.path("sort"), columns.size()), layout.search, layout.filters);
        return layout;
    }

    private static String search(JsonNode kept) {
        String search = kept.isString() ? kept.asString() : "";
        return search.length() > Arrangement.LONGEST_SEARCH ? "" : search;
    }

    private static void each(JsonNode kept, List<ResultColumn> columns, BiConsumer<Integer, String> use) {
        for (int column = 0; column < columns.size(); column++) {
            JsonNode value = kept.path(String.valueOf(column));
            if (value.isString()) {
                use.accept(column, value.asString());
            }
        }
    }

    private static void filter(TableLayout layout, int place, ResultColumn column, String text) {
        try {
            CellFilter.parse(column.kind(), text).ifPresent(filter -> {
                layout.filterTexts.put(place, text);
                layout.filters.put(place, filter);
            });
        } catch (FailureException unclear) {
            layout.filters.remove(place);
        }
    }

    private static List<Integer> places(JsonNode kept, int count) {
        List<Integer> places = new ArrayList<>();
        for (JsonNode place : kept) {
            int column = place.asInt(-1);
            if (column >= 0 && column < count && !places.contains(column)) {
                places.add(column);
            }
        }
        return places;
    }

    /** All columns or none: otherwise the text is not of this result. */
    private static List<Integer> order(JsonNode kept, int count) {
        List<Integer> order = places(kept, count);
        List<Integer> original = IntStream.range(0, count).boxed().toList();
        return order.size() == count && !order.equals(original) ? order : List.of();
    }

    /** One column at least stays. */
    private static Set<Integer> hidden(JsonNode kept, int count) {
        List<Integer> hidden = places(kept, count);
        return hidden.size() < count ? new HashSet<>(hidden) : Set.of();
    }

    private static List<SortKey> sort(JsonNode kept, int count) {
        List<SortKey> keys = new ArrayList<>();
        for (JsonNode key : kept) {
            int column = key.path("column").asInt(-1);
            boolean known = keys.stream().anyMatch(other -> other.column() == column);
            if (column >= 0 && column < count && !known) {
                keys.add(new SortKey(column, key.path("descending").asBoolean(false)));
            }
        }
        return keys;
    }

    private static boolean isWidth(String text) {
        return WIDTH.matcher(text).matches() && Double.parseDouble(text.substring(0, text.length() - 2)) <= WIDEST;
    }
}
