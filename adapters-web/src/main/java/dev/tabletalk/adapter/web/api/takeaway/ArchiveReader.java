package dev.tabletalk.adapter.web.api.takeaway;

import dev.tabletalk.domain.archive.ArchivePiece;
import dev.tabletalk.domain.archive.ArchiveSource;
import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.chart.ChartData;
import dev.tabletalk.domain.chart.ChartKind;
import dev.tabletalk.domain.chart.ChartRules;
import dev.tabletalk.domain.chart.ChartSort;
import dev.tabletalk.domain.chart.NumberFormat;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationMark;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.Feedback;
import dev.tabletalk.domain.conversation.FollowUps;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageId;
import dev.tabletalk.domain.conversation.MessageStatus;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.SqlVersion;
import dev.tabletalk.domain.conversation.TitleSource;
import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.conversation.TurnStatus;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultSummary;
import dev.tabletalk.domain.query.Row;
import dev.tabletalk.domain.query.SqlText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the {@link ArchiveFormat} from a file, strictly: what is wrong is refused with its place. Passes the pieces on with new
 * ids, for another connection, holding no more than one turn, message or result. May be used once.
 */
final class ArchiveReader implements ArchiveSource {
    private static final int LONGEST_TEXT = 4 << 20;
    private static final int DEEPEST = 12;
    private static final int LONGEST_NUMBER = 1_000;
    private static final int MOST_COLUMNS = 10_000;
    private static final int MOST_OF_RESULT = 16 << 20;
    private static final int MOST_ITEMS = 200_000;
    private static final int LONGEST_NAME = 1_000;
    private static final String RUNNING = "running";
    private static final String RESULT = "Result ";
    private static final int SHORT_ID = 8;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LONGEST_TEXT)
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            // values are read one after another from one parser
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Failure WAS_RUNNING = new Failure(
            FailureCode.SERVER_STOPPED, "The answer was still being given when the conversation was exported.");

    private final Path file;
    private final ConnectionId connection;
    private final Instant now;
    private final ConversationId conversation;
    private final Map<String, TurnId> turns = new HashMap<>();
    private final Map<TurnId, Set<String>> callIds = new HashMap<>();
    private final Map<String, ResultId> wanted = new HashMap<>();
    private final Set<String> found = new HashSet<>();
    private @Nullable ArchiveNode head;

    ArchiveReader(Path file, ConnectionId connection, Instant now) {
        this.file = file;
        this.connection = connection;
        this.now = now;
        this.conversation = ConversationId.create(now);
    }

    @Override
    public void passTo(Consumer<? super ArchivePiece> taker) {
        try (InputStream in = Files.newInputStream(file);
                JsonParser parser = JSON.createParser(in)) {
            read(parser, taker);
        } catch (StreamReadException malformed) {
            throw FailureException.invalid(
                    "file",
                    "The file is not the JSON of a conversation: it cannot be read"
                            + (malformed.getLocation() == null
                                    ? ""
                                    : " in line " + malformed.getLocation().getLineNr() + ", column "
                                            + malformed.getLocation().getColumnNr())
                            + ".");
        } catch (StreamConstraintsException excessive) {
            throw FailureException.tooLarge(
                    "file",
                    "The file has a text of more than 4 MiB, a number that is too long, or is nested too deeply.");
        } catch (JacksonException other) {
            throw FailureException.invalid("file", "The file is not the JSON of a conversation.");
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void read(JsonParser parser, Consumer<? super ArchivePiece> taker) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw FailureException.invalid("file", "The file must hold one JSON object.");
        }
        Progress progress = new Progress();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "format" -> {
                    progress.format = true;
                    if (!tree(parser, field).text().equals(ArchiveFormat.NAME)) {
                        throw FailureException.invalid(field, "format: It must be \"" + ArchiveFormat.NAME + "\".");
                    }
                }
                case "version" -> {
                    progress.version = true;
                    if (tree(parser, field).number(1_000_000) != ArchiveFormat.VERSION) {
                        throw FailureException.invalid(
                                field, "version: Only version " + ArchiveFormat.VERSION + " can be read.");
                    }
                }
                case "conversation" -> {
                    progress.require(field, Progress.CONVERSATION);
                    head = tree(parser, field).object();
                    conversation(head, null);
                }
                case "turns" -> {
                    progress.require(field, Progress.TURNS);
                    readTurns(parser, taker);
                }
                case "messages" -> {
                    progress.require(field, Progress.MESSAGES);
                    items(parser, field, item -> taker.accept(message(item)));
                }
                case "results" -> {
                    progress.require(field, Progress.RESULTS);
                    results(parser, taker);
                }
                default -> parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            throw FailureException.invalid("file", "Something follows the end of the conversation.");
        }
        progress.require("end", Progress.END);
        for (String id : wanted.keySet()) {
            if (!found.contains(id)) {
                throw FailureException.invalid("results", "results: The result " + id + " of a tool call is missing.");
            }
        }
    }

    /** That the sections come in their order. */
    private static final class Progress {
        static final int CONVERSATION = 1;
        static final int TURNS = 2;
        static final int MESSAGES = 3;
        static final int RESULTS = 4;
        static final int END = 5;
        private boolean format;
        private boolean version;
        private int at;

        void require(String field, int place) {
            if (!format || !version) {
                throw FailureException.invalid(
                        "format",
                        "This is no conversation exported from Tabletalk: format and version must come first.");
            }
            if (at != place - 1) {
                throw FailureException.invalid(
                        field, "conversation, turns, messages and results must all be there, in this order.");
            }
            at = place;
        }
    }

    private static ArchiveNode tree(JsonParser parser, String path) {
        JsonNode node = JSON.readTree(parser);
        return new ArchiveNode(node, path);
    }

    private static void items(JsonParser parser, String field, Consumer<ArchiveNode> taker) {
        requireArray(parser, field);
        int index = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (index >= MOST_ITEMS) {
                throw FailureException.tooLarge(field, field + ": More than 200,000 of them are not read.");
            }
            taker.accept(tree(parser, field + "[" + index + "]").object());
            index++;
        }
    }

    private static void requireArray(JsonParser parser, String path) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw FailureException.invalid(path, path + ": It must be an array.");
        }
    }

    /** The conversation goes on first, yet its head is known only with the turns: they are small, and are kept for a moment. */
    private void readTurns(JsonParser parser, Consumer<? super ArchivePiece> taker) {
        List<ArchivePiece> pieces = new ArrayList<>();
        items(parser, "turns", item -> pieces.add(new ArchivePiece.OfTurn(turn(item), notes(item))));
        ArchiveNode node = head;
        if (node == null) {
            throw new IllegalStateException("Turns before their conversation");
        }
        taker.accept(new ArchivePiece.Head(conversation(node, turnOf(node, "headTurnId"))));
        pieces.forEach(taker);
    }

    private Conversation conversation(ArchiveNode node, @Nullable TurnId shown) {
        return new Conversation(
                conversation,
                connection,
                title(node),
                node.get("pinned").flag(),
                node.get("archived").flag(),
                node.get("trashed").flag(),
                node.get("createdAt").time(),
                node.get("updatedAt").time(),
                shown,
                node.get("mark").constant(ConversationMark.class));
    }

    private static ConversationTitle title(ArchiveNode node) {
        ArchiveNode title = node.get("title");
        TitleSource source = node.get("titleSource").constant(TitleSource.class);
        return title.make(() -> new ConversationTitle(title.text(), source));
    }

    private Turn turn(ArchiveNode node) {
        ArchiveNode id = node.get("id");
        TurnId parent = turnOf(node, "parentId");
        TurnId own = TurnId.create(now);
        if (turns.putIfAbsent(id.text(), own) != null) {
            throw id.wrong("Another turn has the same id.");
        }
        ArchiveNode status = node.get("status");
        TurnStatus found = status.constant(TurnStatus.class);
        if (found == TurnStatus.QUEUED) {
            throw status.wrong("A turn that waits cannot be brought in.");
        }
        boolean wasRunning = found == TurnStatus.RUNNING;
        ArchiveNode model = node.optional("model");
        Instant createdAt = node.get("createdAt").time();
        Instant endedAt = timeOf(node, "endedAt");
        return new Turn(
                own,
                conversation,
                parent,
                wasRunning ? TurnStatus.INTERRUPTED : found,
                model == null ? null : model.text(),
                new TokenUsage(
                        node.get("inputTokens").number(Long.MAX_VALUE / 2),
                        node.get("outputTokens").number(Long.MAX_VALUE / 2)),
                (int) node.get("replies").number(MOST_ITEMS),
                Set.of(),
                wasRunning ? WAS_RUNNING : failure(node),
                createdAt,
                timeOf(node, "startedAt"),
                wasRunning && endedAt == null ? now : endedAt,
                node.optional("title") == null ? null : title(node));
    }

    private static ArchivePiece.Notes notes(ArchiveNode turn) {
        ArchiveNode told = turn.optional("followUpsTold");
        return new ArchivePiece.Notes(followUps(turn), told != null && told.flag(), feedback(turn));
    }

    private static FollowUps followUps(ArchiveNode turn) {
        ArchiveNode node = turn.optional("followUps");
        if (node == null) {
            return FollowUps.NONE;
        }
        List<ArchiveNode> items = node.items();
        if (items.size() > FollowUps.MOST) {
            throw node.wrong("There are more than " + FollowUps.MOST + ".");
        }
        List<String> questions = new ArrayList<>();
        for (ArchiveNode item : items) {
            if (!FollowUps.fits(item.text())) {
                throw item.wrong("It must be a question on one line, of at most " + FollowUps.MAX_LENGTH
                        + " characters and without white space around it.");
            }
            questions.add(item.text());
        }
        return new FollowUps(questions);
    }

    private static @Nullable Feedback feedback(ArchiveNode turn) {
        ArchiveNode node = turn.optional("feedback");
        if (node == null) {
            return null;
        }
        Feedback.Rating rating = node.object().get("rating").constant(Feedback.Rating.class);
        ArchiveNode reason = node.optional("reason");
        String text = reason == null ? null : reason.text();
        return node.makeOfFields(() -> new Feedback(rating, text));
    }

    private static @Nullable Instant timeOf(ArchiveNode node, String name) {
        ArchiveNode time = node.optional(name);
        return time == null ? null : time.time();
    }

    /** A turn of the file that has been read. */
    private @Nullable TurnId turnOf(ArchiveNode node, String name) {
        ArchiveNode id = node.optional(name);
        if (id == null) {
            return null;
        }
        TurnId known = turns.get(id.text());
        if (known == null) {
            throw id.wrong("There is no such turn before.");
        }
        return known;
    }

    private static @Nullable Failure failure(ArchiveNode node) {
        ArchiveNode error = node.optional("error");
        if (error == null) {
            return null;
        }
        error.object();
        ArchiveNode field = error.optional("field");
        return new Failure(
                error.get("code").constant(FailureCode.class),
                error.get("message").text(),
                field == null ? null : field.text());
    }

    private ArchivePiece.Said message(ArchiveNode node) {
        TurnId turn = turnOf(node, "turnId");
        TurnId place = turn == null ? turnOf(node, "afterTurnId") : turn;
        ArchiveNode content = node.get("content");
        Instant createdAt = node.get("createdAt").time();
        MessageId unknown = new MessageId(0);
        Map<String, List<SqlVersion>> versions = new HashMap<>();
        ArchiveNode role = node.get("role");
        return new ArchivePiece.Said(
                switch (role.text()) {
                    case "user" ->
                        new Message.UserMessage(
                                unknown,
                                conversation,
                                turn,
                                content.make(() -> new MessageText(content.text()))
                                        .value(),
                                createdAt);
                    case "assistant" ->
                        new Message.AssistantMessage(
                                unknown,
                                conversation,
                                turn,
                                content.text(),
                                calls(node, turn, versions),
                                node.get("status").constant(MessageStatus.class),
                                failure(node),
                                createdAt);
                    default -> throw role.wrong("It must be user or assistant.");
                },
                place,
                versions);
    }

    /** @param versions gets those of the calls */
    private List<ToolCall> calls(ArchiveNode node, @Nullable TurnId turn, Map<String, List<SqlVersion>> versions) {
        ArchiveNode calls = node.optional("toolCalls");
        if (calls == null) {
            return List.of();
        }
        Set<String> ids = turn == null ? new HashSet<>() : callIds.computeIfAbsent(turn, first -> new HashSet<>());
        List<ToolCall> all = new ArrayList<>();
        for (ArchiveNode call : calls.items()) {
            ArchiveNode id = call.object().get("id");
            if (!ids.add(id.text())) {
                throw id.wrong("Another call of the turn has the same id.");
            }
            ToolCall made = new ToolCall(
                    id.text(), call.get("tool").text(), call.get("arguments").text(), outcome(call));
            ArchiveNode edits = call.optional("versions");
            if (edits != null) {
                if (turn == null || !Calls.isQuery(made) || isRunning(call)) {
                    throw edits.wrong("Only a finished run_query of a turn has versions.");
                }
                versions.put(made.id(), versions(edits));
            }
            all.add(made);
        }
        return all;
    }

    private static boolean isRunning(ArchiveNode call) {
        return call.get("status").text().equals(RUNNING);
    }

    private List<SqlVersion> versions(ArchiveNode node) {
        List<SqlVersion> versions = new ArrayList<>();
        for (ArchiveNode version : node.items()) {
            ArchiveNode number = version.object().get("number");
            int next = versions.size() + SqlVersion.FIRST;
            if (next > SqlVersion.MOST) {
                throw node.wrong("A query has at most " + SqlVersion.MOST + " versions, the first included.");
            }
            if (number.number(SqlVersion.MOST) != next) {
                throw number.wrong("It must be " + next + ": versions are numbered from 2 without a gap.");
            }
            if (isRunning(version)) {
                throw version.get("status").wrong("It must be one of completed, error, refused, cancelled.");
            }
            ArchiveNode sql = version.get("sql");
            versions.add(new SqlVersion(
                    next,
                    sql.make(() -> new SqlText(sql.text())),
                    outcome(version),
                    version.get("createdAt").time()));
        }
        return versions;
    }

    private ToolOutcome outcome(ArchiveNode call) {
        ArchiveNode status = call.get("status");
        return switch (status.text()) {
            case RUNNING -> new ToolOutcome.Cancelled(Duration.ZERO);
            case "completed" -> {
                ResultSummary summary = summary(call);
                yield new ToolOutcome.Succeeded(
                        output(call, summary), summary, call.get("elapsedNs").duration());
            }
            case "error" -> {
                Failure failure = failure(call);
                if (failure == null) {
                    throw call.wrong("The field error is missing.");
                }
                yield new ToolOutcome.Failed(failure, call.get("elapsedNs").duration());
            }
            case "refused" ->
                new ToolOutcome.Refused(
                        call.get("output").text(), call.get("elapsedNs").duration());
            case "cancelled" -> new ToolOutcome.Cancelled(call.get("elapsedNs").duration());
            default -> throw status.wrong("It must be one of running, completed, error, refused, cancelled.");
        };
    }

    /** By the short id at its beginning the model can speak of the result later: it must be that of the new one. */
    private static String output(ArchiveNode call, @Nullable ResultSummary summary) {
        String output = call.get("output").text();
        ArchiveNode old = call.optional("resultId");
        if (summary == null || old == null || old.text().length() < SHORT_ID) {
            return output;
        }
        String named = RESULT + old.text().substring(0, SHORT_ID);
        return output.startsWith(named) ? RESULT + summary.id().shortForm() + output.substring(named.length()) : output;
    }

    private @Nullable ResultSummary summary(ArchiveNode call) {
        ArchiveNode id = call.optional("resultId");
        return id == null
                ? null
                : new ResultSummary(
                        wanted.computeIfAbsent(id.text(), first -> ResultId.create()),
                        (int) call.get("resultRows").number(QueryLimits.MOST_ROWS),
                        call.get("resultTruncated").flag());
    }

    private void results(JsonParser parser, Consumer<? super ArchivePiece> taker) {
        requireArray(parser, "results");
        int index = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            taker.accept(result(parser, "results[" + index + "]"));
            index++;
        }
    }

    /** Row by row: a result of many small cells would be large as a tree. */
    private ArchivePiece.Shown result(JsonParser parser, String path) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw FailureException.invalid(path, path + ": It must be an object.");
        }
        var fields = JSON.createObjectNode();
        @Nullable List<Row> rows = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            if (field.equals("rows")) {
                rows = rows(parser, path + ".rows");
            } else {
                fields.set(field, JSON.readTree(parser));
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
        if (!found.add(id.text())) {
            throw id.wrong("Another result has the same id.");
        }
        ResultId own = wanted.computeIfAbsent(id.text(), first -> ResultId.create());
        QueryResult result = new QueryResult(
                own,
                node.get("sql").text(),
                columns,
                rows,
                node.get("truncated").flag(),
                node.get("elapsedNs").duration(),
                node.get("executedAt").time());
        return new ArchivePiece.Shown(result, charts(node, result));
    }

    private List<ArchivePiece.Drawn> charts(ArchiveNode node, QueryResult result) {
        ArchiveNode charts = node.optional("charts");
        if (charts == null) {
            return List.of();
        }
        ChartData data = new ChartData(result.columns(), result.rows(), result.truncated());
        Set<TurnId> drawing = new HashSet<>();
        List<ArchivePiece.Drawn> all = new ArrayList<>();
        for (ArchiveNode chart : charts.items()) {
            ArchiveNode id = chart.object().get("turnId");
            TurnId turn = turnOf(chart, "turnId");
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
        if (name.length() > LONGEST_NAME * 10) {
            throw node.wrong("It is too long.");
        }
        return name;
    }

    private static List<Row> rows(JsonParser parser, String path) {
        requireArray(parser, path);
        List<Row> rows = new ArrayList<>();
        long size = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String place = path + "[" + rows.size() + "]";
            if (rows.size() >= QueryLimits.MOST_ROWS) {
                throw FailureException.tooLarge(path, path + ": There are more than 10,000.");
            }
            requireArray(parser, place);
            List<@Nullable Object> cells = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                Object cell = cell(parser, place + "[" + cells.size() + "]");
                cells.add(cell);
                size += cell instanceof String text ? text.length() : Long.BYTES;
                if (size > MOST_OF_RESULT) {
                    throw FailureException.tooLarge(path, path + ": They are larger than 16 MiB.");
                }
            }
            rows.add(new Row(cells));
        }
        return rows;
    }

    private static @Nullable Object cell(JsonParser parser, String path) {
        ArchiveNode node = tree(parser, path);
        JsonNode json = node.json();
        return switch (json.getNodeType()) {
            case NULL -> null;
            case BOOLEAN -> json.booleanValue();
            case STRING -> json.stringValue();
            case NUMBER -> {
                if (json.isIntegralNumber() && !json.canConvertToLong()) {
                    throw node.wrong("A number of more than 64 bits must be an object {\"integer\": \"…\"}.");
                }
                yield json.isIntegralNumber() ? (Object) json.longValue() : (Object) json.doubleValue();
            }
            case OBJECT -> rare(node);
            case ARRAY, BINARY, MISSING, POJO -> throw node.wrong("It must be a cell.");
        };
    }

    private static Object rare(ArchiveNode node) {
        for (String kind : List.of(ArchiveFormat.INTEGER, ArchiveFormat.DECIMAL, ArchiveFormat.DOUBLE)) {
            ArchiveNode number = node.optional(kind);
            if (number != null && node.json().size() == 1) {
                try {
                    return number(kind, number);
                } catch (NumberFormatException malformed) {
                    throw number.wrong("It must be a number.");
                }
            }
        }
        throw node.wrong("It must be a cell: {\"integer\": \"…\"}, {\"decimal\": \"…\"} or {\"double\": \"…\"}.");
    }

    private static Object number(String kind, ArchiveNode node) {
        String text = node.text();
        if (text.length() > LONGEST_NUMBER) {
            throw node.wrong("It is too long.");
        }
        return switch (kind) {
            case ArchiveFormat.INTEGER -> new BigInteger(text);
            case ArchiveFormat.DECIMAL -> new BigDecimal(text);
            default -> Double.valueOf(text);
        };
    }
}
