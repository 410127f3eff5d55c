package dev.tabletalk.adapter.web.api.takeaway;

import dev.tabletalk.domain.archive.ArchivePiece;
import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.chart.ChartData;
import dev.tabletalk.domain.chart.ChartKind;
import dev.tabletalk.domain.chart.ChartRules;
import dev.tabletalk.domain.chart.ChartSort;
import dev.tabletalk.domain.chart.NumberFormat;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.query.QueryResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The charts of a result. */
record ArchivedCharts(ArchiveIds ids) {
    List<ArchivePiece.Drawn> read(ArchiveNode node, QueryResult result) {
        ArchiveNode charts = node.optional("charts");
        if (charts == null) {
            return List.of();
        }
        ChartData data = new ChartData(result.columns(), result.rows(), result.truncated());
        Set<TurnId> drawing = new HashSet<>();
        List<ArchivePiece.Drawn> all = new ArrayList<>();
        for (ArchiveNode chart : charts.items()) {
            ArchiveNode id = chart.object().get("turnId");
            TurnId turn = ids.turn(chart, "turnId");
            if (turn == null || !drawing.add(turn)) {
                throw id.wrong("Another chart of this result is of the same turn.");
            }
            all.add(new ArchivePiece.Drawn(turn, chart(chart, data)));
        }
        return all;
    }

    /** Checked as one that is made here: what is drawn from it relies on that. */
    private static Chart chart(ArchiveNode node, ChartData data) {
        int last = data.columns().size() - 1;
        if (last < 0) {
            throw node.wrong("A result without columns has no chart.");
        }
        ArchiveNode kind = node.get("kind");
        ArchiveNode sort = node.get("sort");
        ArchiveNode numbers = node.get("numberFormat");
        ArchiveNode title = node.optional("title");
        Integer x = position(node.optional("x"), last);
        Integer series = position(node.optional("series"), last);
        List<Integer> y = node.get("y").items().stream()
                .map(item -> (int) item.number(last))
                .toList();
        ChartKind ofKind = kind.make(() -> ChartKind.parse(kind.text()));
        ChartSort sorted = sort.make(() -> ChartSort.parse(sort.text()));
        NumberFormat format = numbers.make(() -> NumberFormat.parse(numbers.text()));
        boolean logarithmic = node.get("logScale").flag();
        boolean horizontal = node.get("horizontal").flag();
        String named = title == null ? null : title.text();
        return node.makeOfFields(() -> {
            Chart chart = new Chart(ofKind, x, y, series, sorted, format, logarithmic, horizontal, named);
            ChartRules.check(chart, data);
            return chart;
        });
    }

    private static @Nullable Integer position(@Nullable ArchiveNode node, int last) {
        return node == null ? null : (int) node.number(last);
    }
}
