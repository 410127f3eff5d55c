package dev.tabletalk.adapter.web.ui;

import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.application.TestWorkspace;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Scope;

/** The views over the real services and in-memory ports. Not a component, so that no other test finds it by scanning. */
@EnableAutoConfiguration
public class UiTestApplication {
    private static volatile TestWorkspace current = new TestWorkspace();

    /** Makes the workspace of the views that are opened from now on. */
    static TestWorkspace renew() {
        current = new TestWorkspace();
        return current;
    }

    @Bean
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    Workspace workspace() {
        TestWorkspace test = current;
        return new Workspace(
                test.conversationService,
                test.conversationService,
                test.connectionService,
                test.connectionService,
                test.agent,
                test.versionService,
                test.resultService,
                test.resultService,
                test.editSqlService,
                test.checkService,
                test.chartService,
                test.downloadService,
                test.traceService,
                test.noteService,
                test.clock);
    }
}
