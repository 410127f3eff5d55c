package dev.tabletalk.adapter.web.ui;

import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.application.agent.AskAgentUseCase;
import dev.tabletalk.application.connection.ManageConnectionsUseCase;
import dev.tabletalk.application.connection.ReadSchemaUseCase;
import dev.tabletalk.application.conversation.ManageConversationsUseCase;
import dev.tabletalk.application.conversation.ReadConversationsUseCase;
import dev.tabletalk.application.query.ReadResultsUseCase;
import dev.tabletalk.application.query.RunSqlUseCase;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the views what they need. The use cases must be beans. */
@Configuration(proxyBeanMethods = false)
public class WebUiConfiguration {
    @Bean
    Workspace workspace(
            ReadConversationsUseCase conversations,
            ManageConversationsUseCase manageConversations,
            ManageConnectionsUseCase connections,
            ReadSchemaUseCase schema,
            AskAgentUseCase agent,
            ReadResultsUseCase results,
            RunSqlUseCase sql,
            ObjectProvider<Clock> clock) {
        return new Workspace(
                conversations,
                manageConversations,
                connections,
                schema,
                agent,
                results,
                sql,
                clock.getIfAvailable(Clock::systemDefaultZone));
    }
}
