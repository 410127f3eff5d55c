package dev.tabletalk.adapter.web.api;

import dev.tabletalk.adapter.web.security.SecurityConfiguration;
import dev.tabletalk.application.agent.AskAgentUseCase;
import dev.tabletalk.application.chart.ChartsUseCase;
import dev.tabletalk.application.connection.ManageConnectionsUseCase;
import dev.tabletalk.application.connection.ReadSchemaUseCase;
import dev.tabletalk.application.conversation.AnswerNotesUseCase;
import dev.tabletalk.application.conversation.ManageConversationsUseCase;
import dev.tabletalk.application.conversation.ReadConversationsUseCase;
import dev.tabletalk.application.conversation.VersionsUseCase;
import dev.tabletalk.application.proof.CheckReadOnlyUseCase;
import dev.tabletalk.application.query.ReadResultsUseCase;
import dev.tabletalk.application.query.RunSqlUseCase;
import dev.tabletalk.application.sql.EditSqlUseCase;
import dev.tabletalk.application.takeaway.ArchiveConversationsUseCase;
import dev.tabletalk.application.takeaway.ChartPictures;
import dev.tabletalk.application.takeaway.DownloadRowsUseCase;
import dev.tabletalk.application.trace.ReadTraceUseCase;
import java.time.Clock;
import java.util.Optional;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The API over the real services and in-memory ports. Not a component, so that no other test finds it by scanning. */
@EnableAutoConfiguration
@Import({ApiConfiguration.class, SecurityConfiguration.class})
class ApiTestApplication {
    @Bean
    CurrentWorkspace currentWorkspace() {
        return new CurrentWorkspace();
    }

    @Bean
    Clock clock(CurrentWorkspace current) {
        return current.clock();
    }

    @Bean
    ManageConnectionsUseCase manageConnections(CurrentWorkspace current) {
        return current.useCase(ManageConnectionsUseCase.class, workspace -> workspace.connectionService);
    }

    @Bean
    ReadSchemaUseCase readSchema(CurrentWorkspace current) {
        return current.useCase(ReadSchemaUseCase.class, workspace -> workspace.connectionService);
    }

    @Bean
    ManageConversationsUseCase manageConversations(CurrentWorkspace current) {
        return current.useCase(ManageConversationsUseCase.class, workspace -> workspace.conversationService);
    }

    @Bean
    ReadConversationsUseCase readConversations(CurrentWorkspace current) {
        return current.useCase(ReadConversationsUseCase.class, workspace -> workspace.conversationService);
    }

    @Bean
    AskAgentUseCase askAgent(CurrentWorkspace current) {
        return current.useCase(AskAgentUseCase.class, workspace -> workspace.agent);
    }

    @Bean
    VersionsUseCase versions(CurrentWorkspace current) {
        return current.useCase(VersionsUseCase.class, workspace -> workspace.versionService);
    }

    @Bean
    RunSqlUseCase runSql(CurrentWorkspace current) {
        return current.useCase(RunSqlUseCase.class, workspace -> workspace.resultService);
    }

    @Bean
    ReadResultsUseCase readResults(CurrentWorkspace current) {
        return current.useCase(ReadResultsUseCase.class, workspace -> workspace.resultService);
    }

    @Bean
    EditSqlUseCase editSql(CurrentWorkspace current) {
        return current.useCase(EditSqlUseCase.class, workspace -> workspace.editSqlService);
    }

    @Bean
    ReadTraceUseCase readTrace(CurrentWorkspace current) {
        return current.useCase(ReadTraceUseCase.class, workspace -> workspace.traceService);
    }

    @Bean
    AnswerNotesUseCase answerNotes(CurrentWorkspace current) {
        return current.useCase(AnswerNotesUseCase.class, workspace -> workspace.noteService);
    }

    @Bean
    CheckReadOnlyUseCase checkReadOnly(CurrentWorkspace current) {
        return current.useCase(CheckReadOnlyUseCase.class, workspace -> workspace.checkService);
    }

    @Bean
    ChartsUseCase charts(CurrentWorkspace current) {
        return current.useCase(ChartsUseCase.class, workspace -> workspace.chartService);
    }

    @Bean
    DownloadRowsUseCase downloadRows(CurrentWorkspace current) {
        return current.useCase(DownloadRowsUseCase.class, workspace -> workspace.downloadService);
    }

    @Bean
    ArchiveConversationsUseCase archiveConversations(CurrentWorkspace current) {
        return current.useCase(ArchiveConversationsUseCase.class, workspace -> workspace.archiveService);
    }

    @Bean
    ChartPictures chartPictures() {
        return (turn, result) -> Optional.of("<svg xmlns=\"http://www.w3.org/2000/svg\"><title>Chart</title></svg>");
    }
}
