package dev.tabletalk.adapter.web.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinServiceInitListener;
import dev.tabletalk.adapter.web.ui.workspace.ColorSchemes;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
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
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the views what they need. The use cases must be beans. */
@Configuration(proxyBeanMethods = false)
public class WebUiConfiguration {
    private static final int RECONNECT_MILLIS = 1_000;

    /**
     * Colours and an outline for the first paint, a calm word for whatever goes wrong in a listener, and a page that soon
     * comes back after its connection was lost.
     */
    @Bean
    VaadinServiceInitListener interfaceInit() {
        return init -> {
            init.addIndexHtmlRequestListener(ColorSchemes::apply);
            init.addIndexHtmlRequestListener(FirstPaint::draw);
            PushLengths.install(init.getSource());
            init.getSource()
                    .addSessionInitListener(event -> event.getSession().setErrorHandler(new CalmErrorHandler()));
            init.getSource().addUIInitListener(event -> reconnectSoon(event.getUI()));
        };
    }

    private static void reconnectSoon(UI ui) {
        ui.getReconnectDialogConfiguration().setReconnectInterval(RECONNECT_MILLIS);
        ui.getPushConfiguration().setParameter("reconnectInterval", String.valueOf(RECONNECT_MILLIS));
    }

    @Bean
    Workspace workspace(
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
            ObjectProvider<Clock> clock) {
        return new Workspace(
                conversations,
                manageConversations,
                connections,
                schema,
                agent,
                versions,
                results,
                sql,
                edits,
                checks,
                charts,
                downloads,
                traces,
                notes,
                clock.getIfAvailable(Clock::systemDefaultZone));
    }
}
