package dev.tabletalk;

import dev.tabletalk.application.agent.AgentService;
import dev.tabletalk.application.agent.AgentSettings;
import dev.tabletalk.application.agent.FollowUpAsker;
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
import dev.tabletalk.application.takeaway.ChartPictures;
import dev.tabletalk.application.takeaway.RowDownloadService;
import dev.tabletalk.application.trace.ModelTraces;
import dev.tabletalk.application.trace.TraceService;
import dev.tabletalk.domain.port.AnswerNotes;
import dev.tabletalk.domain.port.ChartRenderer;
import dev.tabletalk.domain.port.ChartRepository;
import dev.tabletalk.domain.port.ConnectionRepository;
import dev.tabletalk.domain.port.ConversationArchive;
import dev.tabletalk.domain.port.ConversationRepository;
import dev.tabletalk.domain.port.FollowUpGenerator;
import dev.tabletalk.domain.port.LanguageModel;
import dev.tabletalk.domain.port.ModelCallRepository;
import dev.tabletalk.domain.port.QueryResultRepository;
import dev.tabletalk.domain.port.ReadOnlyAudit;
import dev.tabletalk.domain.port.ReadOnlyProofRepository;
import dev.tabletalk.domain.port.SqlAnalyzer;
import dev.tabletalk.domain.port.SqlVersionRepository;
import dev.tabletalk.domain.port.TargetDatabase;
import dev.tabletalk.domain.port.TitleGenerator;
import dev.tabletalk.domain.port.Transcript;
import dev.tabletalk.domain.port.TurnRepository;
import dev.tabletalk.domain.port.TurnTree;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the use cases out of the ports; the adapters configure themselves. */
@Configuration(proxyBeanMethods = false)
class ApplicationConfiguration {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    ConversationEvents conversationEvents() {
        return new ConversationEvents();
    }

    @Bean
    ConversationTitler conversationTitler(
            ConversationRepository conversations,
            TitleGenerator generator,
            ConversationEvents events,
            ModelTraces traces) {
        return new ConversationTitler(conversations, generator, events, traces);
    }

    @Bean
    GuardedDatabase guardedDatabase(SqlAnalyzer analyzer, TargetDatabase database) {
        return new GuardedDatabase(analyzer, database);
    }

    @Bean
    ToolBox toolBox(
            TargetDatabase database, GuardedDatabase guarded, QueryResultRepository results, ChartRepository charts) {
        return new ToolBox(database, guarded, results, charts);
    }

    @Bean
    EditSqlService editSqlService(
            ConnectionRepository connections,
            ConversationRepository conversations,
            TurnRepository turns,
            SqlVersionRepository versions,
            QueryResultRepository results,
            GuardedDatabase guarded,
            ToolBox tools,
            ConversationEvents events,
            Clock clock) {
        return new EditSqlService(connections, conversations, turns, versions, results, guarded, tools, events, clock);
    }

    @Bean
    AgentService agentService(
            ConnectionRepository connections,
            ConversationRepository conversations,
            Transcript transcript,
            TurnRepository turns,
            TurnTree tree,
            SqlVersionRepository edits,
            LanguageModel model,
            ToolBox tools,
            ConversationTitler titler,
            AnswerNotes notes,
            FollowUpAsker followUps,
            ModelTraces traces,
            ConversationEvents events,
            Clock clock,
            @Value("${tabletalk.agent.max-runs}") int maxRuns,
            @Value("${tabletalk.agent.follow-ups}") boolean followUp) {
        return new AgentService(
                connections,
                conversations,
                transcript,
                turns,
                tree,
                edits,
                model,
                tools,
                titler,
                notes,
                followUps,
                traces,
                events,
                clock,
                AgentSettings.withMaxRuns(maxRuns).withFollowUps(followUp));
    }

    @Bean
    ModelTraces modelTraces(ModelCallRepository calls, Clock clock) {
        return new ModelTraces(calls, clock);
    }

    @Bean
    FollowUpAsker followUpAsker(
            FollowUpGenerator generator,
            LanguageModel model,
            TargetDatabase database,
            QueryResultRepository results,
            TurnTree tree,
            AnswerNotes notes,
            ModelTraces traces,
            ConversationEvents events) {
        return new FollowUpAsker(generator, model, database, results, tree, notes, traces, events);
    }

    @Bean
    TraceService traceService(TurnRepository turns, ModelCallRepository calls) {
        return new TraceService(turns, calls);
    }

    @Bean
    AnswerNoteService answerNoteService(
            AnswerNotes notes, TurnRepository turns, ConversationRepository conversations, ConversationEvents events) {
        return new AnswerNoteService(notes, turns, conversations, events);
    }

    @Bean
    ConversationService conversationService(
            ConnectionRepository connections,
            ConversationRepository conversations,
            Transcript transcript,
            ConversationTitler titler,
            AgentService agent,
            ConversationEvents events,
            Clock clock) {
        return new ConversationService(connections, conversations, transcript, titler, agent, events, clock);
    }

    @Bean
    VersionService versionService(
            ConversationRepository conversations,
            TurnRepository turns,
            TurnTree tree,
            ConversationEvents events,
            Clock clock) {
        return new VersionService(conversations, turns, tree, events, clock);
    }

    @Bean
    ConnectionService connectionService(
            ConnectionRepository connections,
            TargetDatabase database,
            AgentService agent,
            ReadOnlyProofRepository proofs) {
        return new ConnectionService(connections, database, agent, proofs);
    }

    @Bean
    ReadOnlyCheckService readOnlyCheckService(
            ConnectionRepository connections,
            ReadOnlyProofRepository proofs,
            SqlAnalyzer analyzer,
            ReadOnlyAudit audit,
            Clock clock) {
        return new ReadOnlyCheckService(connections, proofs, analyzer, audit, clock, ReadOnlyCheckService.LONGEST);
    }

    @Bean
    ChartService chartService(
            ChartRepository charts, QueryResultRepository results, TurnRepository turns, ChartRenderer renderer) {
        return new ChartService(charts, results, turns, renderer);
    }

    @Bean
    ResultService resultService(
            ConnectionRepository connections, GuardedDatabase guarded, QueryResultRepository results) {
        return new ResultService(connections, guarded, results);
    }

    @Bean
    RowDownloadService rowDownloadService(
            ConnectionRepository connections, QueryResultRepository results, GuardedDatabase guarded) {
        return new RowDownloadService(connections, results, guarded);
    }

    /** No charts yet. */
    @Bean
    ChartPictures chartPictures(ChartService charts) {
        return (turn, result) ->
                charts.charts(List.of(turn)).getOrDefault(turn, Map.of()).containsKey(result)
                        ? Optional.of(charts.svg(turn, result))
                        : Optional.empty();
    }

    @Bean
    ArchiveService archiveService(
            ConnectionRepository connections, ConversationArchive archive, ConversationEvents events) {
        return new ArchiveService(connections, archive, events);
    }
}
