package dev.tabletalk.adapter.web.api.takeaway;

import dev.tabletalk.domain.archive.ArchivePiece;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.node.JsonNodeFactory;

/** Results with their rows and the charts of them. */
final class ArchivedResults {
    private static final int MOST_COLUMNS = 10_000;
    private static final int LONGEST_NAME = 10_000;

    private final ArchiveIds ids;
    private final ArchivedCharts charts;

    ArchivedResults(ArchiveIds ids) {
        this.ids = ids;
        this.charts = new ArchivedCharts(ids);
    }

    /** Row by row: a result of many small cells would be large as a tree. */
    ArchivePiece.Shown read(ArchiveParser parser, String path) {
        if (!parser.isAt(JsonToken.START_OBJECT)) {
            throw FailureException.invalid(path, path + ": It must be an object.");
        }
        var fields = JsonNodeFactory.instance.objectNode();
        @Nullable List<Row> rows = null;
        while (parser.next() == JsonToken.PROPERTY_NAME) {
            String field = parser.name();
            parser.next();
            if (field.equals("rows")) {
                rows = ArchivedRows.read(parser, path + ".rows");
            } else {
                fields.set(field, parser.tree(path + "." + field).json());
            }
        }
        ArchiveNode node = new ArchiveNode(fields, path);
        if (rows == null) {
            throw node.wrong("The field rows is missing.");
        }
        List<ResultColumn> columns = columns(node.get("columns"));
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).cells().size() != columns.size()) {
                throw FailureException.invalid(
                        path,
                        path + ".rows[" + i + "]: It must have as many cells as there are columns (" + columns.size()
                                + ").");
            }
        }
        ArchiveNode id = node.get("id");
        ResultId own = ids.foundResult(id);
        QueryResult result = new QueryResult(
                own,
                node.get("sql").text(),
                columns,
                rows,
                node.get("truncated").flag(),
                node.get("elapsedNs").duration(),
                node.get("executedAt").time());
        return new ArchivePiece.Shown(result, charts.read(node, result));
    }

    private static List<ResultColumn> columns(ArchiveNode node) {
        List<ArchiveNode> items = node.items();
        if (items.size() > MOST_COLUMNS) {
            throw node.wrong("There are more than 10,000.");
        }
        return items.stream()
                .map(column -> new ResultColumn(
                        name(column.object().get("name")),
                        name(column.get("type")),
                        column.get("kind").constant(ResultColumn.Kind.class)))
                .toList();
    }

    private static String name(ArchiveNode node) {
        String name = node.text();
        if (name.length() > LONGEST_NAME) {
            throw node.wrong("It is too long.");
        }
        return name;
    }
}
