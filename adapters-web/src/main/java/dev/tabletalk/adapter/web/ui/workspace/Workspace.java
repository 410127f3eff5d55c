package dev.tabletalk.adapter.web.ui.workspace;

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
import dev.tabletalk.application.takeaway.DownloadRowsUseCase;
import dev.tabletalk.application.trace.ReadTraceUseCase;
import java.time.Clock;

/**
 * All that the interface may ask the application to do. One for the whole server; safe for any thread.
 *
 * @param clock its zone tells what "today" is
 */
public record Workspace(
        ReadConversationsUseCase conversations,
        ManageConversationsUseCase manageConversations,
        ManageConnectionsUseCase connections,
        ReadSchemaUseCase schema,
        AskAgentUseCase agent,
        VersionsUseCase versions,
        ReadResultsUseCase results,
        RunSqlUseCase sql,
        EditSqlUseCase edits,
        CheckReadOnlyUseCase checks,
        ChartsUseCase charts,
        DownloadRowsUseCase downloads,
        ReadTraceUseCase traces,
        AnswerNotesUseCase notes,
        Clock clock) {}
