package dev.tabletalk.adapter.web.ui.result;

import dev.tabletalk.domain.query.Arrangement;
import dev.tabletalk.domain.query.CellFilter;
import dev.tabletalk.domain.query.RowOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a person has arranged a table: what is left of it while it is out of sight. */
final class TableLayout {
    Arrangement arrangement = Arrangement.NONE;
    /** Belongs to the arrangement; null for the order of the database. */
    @Nullable
    RowOrder order;

    boolean filtersShown;
    String search = "";
    final Map<Integer, String> filterTexts = new HashMap<>();
    final Map<Integer, CellFilter> filters = new HashMap<>();
    /** Places of the columns from left to right; empty as long as nobody moved one. */
    final List<Integer> columns = new ArrayList<>();

    final Set<Integer> hidden = new HashSet<>();
    final Map<Integer, String> widths = new HashMap<>();
    private Runnable whenChanged = () -> {};

    /** Whether nobody has arranged anything. */
    boolean isUntouched() {
        return arrangement.equals(Arrangement.NONE)
                && !filtersShown
                && columns.isEmpty()
                && hidden.isEmpty()
                && widths.isEmpty();
    }

    /** @param listener called after each change that a person made */
    void onChange(Runnable listener) {
        whenChanged = listener;
    }

    void changed() {
        whenChanged.run();
    }
}
