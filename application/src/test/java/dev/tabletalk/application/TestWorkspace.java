package dev.tabletalk.application;

import dev.tabletalk.application.agent.AgentRun;
import dev.tabletalk.application.agent.AgentService;
import dev.tabletalk.application.agent.AgentSettings;
import dev.tabletalk.application.agent.FollowUpAsker;
import dev.tabletalk.application.agent.NumberedEvent;
import dev.tabletalk.application.agent.tool.ToolBox;
import dev.tabletalk.application.chart.ChartService;
import dev.tabletalk.application.connection.ConnectionService;
import dev.tabletalk.application.conversation.AnswerNoteService;
import dev.tabletalk.application.conversation.ConversationEvents;
import dev.tabletalk.application.conversation.ConversationService;
import dev.tabletalk.application.conversation.ConversationTitler;
import dev.tabletalk.application.conversation.VersionService;
import dev.tabletalk.application.proof.ReadOnlyCheckService;
import dev.tabletalk.application.query.GuardedDatabase;
import dev.tabletalk.application.query.ResultService;
import dev.tabletalk.application.sql.EditSqlService;
import dev.tabletalk.application.takeaway.ArchiveService;
import dev.tabletalk.application.takeaway.RowDownloadService;
import dev.tabletalk.application.trace.ModelTraces;
import dev.tabletalk.application.trace.TraceService;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.FollowUps;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.port.AnswerNotes;
import dev.tabletalk.domain.port.ChartRepository;
import dev.tabletalk.domain.port.ConnectionRepository;
import dev.tabletalk.domain.port.ConversationRepository;
import dev.tabletalk.domain.port.FollowUpGenerator;
import dev.tabletalk.domain.port.InMemoryAnswerNotes;
import dev.tabletalk.domain.port.InMemoryCharts;
import dev.tabletalk.domain.port.InMemoryConnections;
import dev.tabletalk.domain.port.InMemoryConversationArchive;
import dev.tabletalk.domain.port.InMemoryConversations;
import dev.tabletalk.domain.port.InMemoryModelCalls;
import dev.tabletalk.domain.port.InMemoryQueryResults;
import dev.tabletalk.domain.port.InMemoryReadOnlyProofs;
import dev.tabletalk.domain.port.InMemorySqlVersions;
import dev.tabletalk.domain.port.InMemoryStore;
import dev.tabletalk.domain.port.InMemoryTargetDatabase;
import dev.tabletalk.domain.port.InMemoryTranscript;
import dev.tabletalk.domain.port.InMemoryTurnTree;
import dev.tabletalk.domain.port.InMemoryTurns;
import dev.tabletalk.domain.port.ModelCallRepository;
import dev.tabletalk.domain.port.QueryResultRepository;
import dev.tabletalk.domain.port.ReadOnlyProofRepository;
import dev.tabletalk.domain.port.ScriptedAudit;
import dev.tabletalk.domain.port.SqlAnalyzer;
import dev.tabletalk.domain.port.SqlVersionRepository;
import dev.tabletalk.domain.port.TitleGenerator;
import dev.tabletalk.domain.port.Transcript;
import dev.tabletalk.domain.port.TurnRepository;
import dev.tabletalk.domain.port.TurnTree;
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.SqlAnalysis;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The whole application over in-memory ports: two SQLite connections, {@link #SHOP} and {@link #LIBRARY}, and a scripted model. */
public final class TestWorkspace {
    public static final ConnectionId SHOP = new ConnectionId("shop");
    public static final ConnectionId LIBRARY = new ConnectionId("library");
    public static final Instant START = Instant.parse("2026-03-04T09:00:00Z");

    public final TickingClock clock = new TickingClock(START);
    public final ScriptedModel model = new ScriptedModel();
    public final InMemoryTargetDatabase database = new InMemoryTargetDatabase();
    public final ConnectionRepository connections;
    public final ConversationRepository conversations;
    public final Transcript transcript;
    public final TurnRepository turns;
    public final TurnTree tree;
    public final QueryResultRepository results;
    public final ReadOnlyProofRepository proofs;
    public final SqlVersionRepository sqlVersions;
    public final ChartRepository charts;
    public final ModelCallRepository modelCalls;
    public final AnswerNotes notes;
    /** What comes after an answer; a test may say otherwise. */
    public volatile FollowUpGenerator followUps = (answered, listener) -> FollowUps.NONE;

    public final ScriptedAudit audit = new ScriptedAudit();
    public final ConversationEvents events = new ConversationEvents();
    public final AgentService agent;
    public final ConversationService conversationService;
    public final VersionService versionService;
    public final ConnectionService connectionService;
    public final ResultService resultService;
    public final ReadOnlyCheckService checkService;
    public final EditSqlService editSqlService;
    public final ChartService chartService;
    public final RowDownloadService downloadService;
    public final ArchiveService archiveService;
    public final TraceService traceService;
    public final AnswerNoteService noteService;

    public TestWorkspace() {
        this((question, listener) -> ConversationTitle.generated("About: " + question));
    }

    public TestWorkspace(TitleGenerator titles) {
        this(titles, 100);
    }

    /** @param maxRuns how many runs go on at a time */
    public TestWorkspace(TitleGenerator titles, int maxRuns) {
        this(
                titles,
                new AgentSettings(
                        4, 30_000, Duration.ofSeconds(5), maxRuns, Duration.ofMillis(20), true, ZoneOffset.UTC));
    }

    public TestWorkspace(TitleGenerator titles, AgentSettings settings) {
        InMemoryStore store = new InMemoryStore();
        connections = new InMemoryConnections(store);
        conversations = new InMemoryConversations(store);
        transcript = new InMemoryTranscript(store);
        turns = new InMemoryTurns(store);
        tree = new InMemoryTurnTree(store);
        results = new InMemoryQueryResults(store);
        proofs = new InMemoryReadOnlyProofs(store);
        sqlVersions = new InMemorySqlVersions(store);
        charts = new InMemoryCharts(store);
        modelCalls = new InMemoryModelCalls(store);
        notes = new InMemoryAnswerNotes(store);
        ModelTraces traces = new ModelTraces(modelCalls, clock);
        GuardedDatabase guarded = new GuardedDatabase(selectsOnly(), database);
        ConversationTitler titler = new ConversationTitler(conversations, titles, events, traces);
        ToolBox tools = new ToolBox(database, guarded, results, charts);
        agent = new AgentService(
                connections,
                conversations,
                transcript,
                turns,
                tree,
                sqlVersions,
                model,
                tools,
                titler,
                notes,
                new FollowUpAsker(
                        (answered, listener) -> followUps.after(answered, listener),
                        model,
                        database,
                        results,
                        tree,
                        notes,
                        traces,
                        events),
                traces,
                events,
                clock,
                settings);
        conversationService =
                new ConversationService(connections, conversations, transcript, titler, agent, events, clock);
        versionService = new VersionService(conversations, turns, tree, events, clock);
        connectionService = new ConnectionService(connections, database, agent, proofs);
        chartService = new ChartService(
                charts, results, turns, (chart, columns, rows) -> "<svg><!-- " + chart.kind() + " --></svg>");
        resultService = new ResultService(connections, guarded, results);
        editSqlService = new EditSqlService(
                connections, conversations, turns, sqlVersions, results, guarded, tools, events, clock);
        checkService =
                new ReadOnlyCheckService(connections, proofs, selectsOnly(), audit, clock, Duration.ofSeconds(60));
        downloadService = new RowDownloadService(connections, results, guarded);
        archiveService = new ArchiveService(connections, new InMemoryConversationArchive(store), events);
        traceService = new TraceService(turns, modelCalls);
        noteService = new AnswerNoteService(notes, turns, conversations, events);
        connections.add(sqlite(SHOP, "Shop"));
        connections.add(sqlite(LIBRARY, "Library"));
    }

    public static DatabaseConnection sqlite(ConnectionId id, String name) {
        return new DatabaseConnection(
                id, name, DatabaseKind.SQLITE, new DatabaseAddress.File(id + ".db"), null, QueryLimits.DEFAULT, START);
    }

    /** A conversation as "New conversation" would make it. */
    public ConversationId conversation(ConnectionId connection) {
        return conversationService.create(connection, null).conversation().id();
    }

    /** Asks and waits for the end. */
    public List<NumberedEvent> askAndWait(ConversationId conversation, String question) {
        return drain(agent.ask(conversation, new MessageText(question)));
    }

    /** All events of a run, up to its last one; fails when that does not come within 10 seconds. */
    public static List<NumberedEvent> drain(AgentRun run) {
        List<NumberedEvent> all = new ArrayList<>();
        try {
            while (all.isEmpty() || !all.getLast().event().isLast()) {
                long seen = all.isEmpty() ? 0 : all.getLast().number();
                List<NumberedEvent> more = run.eventsAfter(seen, Duration.ofSeconds(10));
                if (more.isEmpty()) {
                    throw new AssertionError("No end after " + all);
                }
                all.addAll(more);
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
        return all;
    }

    private static SqlAnalyzer selectsOnly() {
        return (dialect, sql) -> {
            String word = sql.value().strip().split("\\s+", 2)[0].toUpperCase(Locale.ROOT);
            return new SqlAnalysis.Understood(
                    1, List.of("SELECT", "WITH", "EXPLAIN").contains(word), word, List.of());
        };
    }
}
