package dev.tabletalk.adapter.web.ui.conversation;

import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.textfield.TextArea;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.application.agent.AskAgentUseCase;
import dev.tabletalk.application.conversation.ReadConversationsUseCase;
import dev.tabletalk.application.conversation.VersionsUseCase;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.MessagePage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is done in a long conversation costs what is shown of it. */
@ViewPackages(classes = LongConversationTest.class)
class LongConversationTest extends PanelTest {
    private static final int TURNS = 500;
    private static final int MOST_CALLS = 40;
    private static final int MOST_MESSAGES = 400;

    private final ConversationId id = app.conversation(SHOP);
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger messagesRead = new AtomicInteger();
    private final Workspace counted = new Workspace(
            counted(ReadConversationsUseCase.class, app.conversationService),
            app.conversationService,
            app.connectionService,
            app.connectionService,
            counted(AskAgentUseCase.class, app.agent),
            counted(VersionsUseCase.class, app.versionService),
            app.resultService,
            app.resultService,
            app.editSqlService,
            app.checkService,
            app.chartService,
            app.downloadService,
            app.traceService,
            app.noteService,
            app.clock);

    private <T> T counted(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(real, arguments);
                        calls.incrementAndGet();
                        if (result instanceof MessagePage page) {
                            messagesRead.addAndGet(page.messages().size());
                        }
                        return result;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }

    private void talk(int turns) {
        for (int i = 1; i <= turns; i++) {
            app.askAndWait(id, "Question " + i);
        }
    }

    private void edit(ConversationPanel panel, String question, String instead) {
        press(exchange(panel, question), "Edit");
        test(find(TextArea.class, find(QuestionEditor.class, panel).single()).single())
                .setValue(instead);
        press(panel, "Resend");
    }

    private void loadAll(ConversationPanel panel, int turns) {
        while (questions(panel).size() < turns) {
            int before = questions(panel).size();
            panel.loadOlder();
            waitUntil("older ones", () -> questions(panel).size() > before);
        }
    }

    private void assertCheap(String what) {
        assertThat(calls.getAndSet(0)).as("calls for %s", what).isLessThanOrEqualTo(MOST_CALLS);
        assertThat(messagesRead.getAndSet(0)).as("messages for %s", what).isLessThanOrEqualTo(MOST_MESSAGES);
    }

    @Test
    void openingEditingAndSwitchingReadNoMoreThanIsShown() {
        talk(TURNS);
        calls.set(0);
        ConversationPanel panel = open(counted, id);
        assertCheap("opening");

        edit(panel, "Question " + TURNS, "Another end?");
        waitUntil("the answer", () -> hasButton(exchange(panel, "Another end?"), "Next version"));
        waitUntil("the end", () -> app.agent.active(id).isEmpty() && hasButton(panel, "Send"));
        assertCheap("editing");

        press(panel, "Previous version");
        waitUntil("the old end", () -> questions(panel).contains("Question " + TURNS));
        assertCheap("switching");
    }

    @Test
    void aVersionWhoseEndIsFarAwayIsShownFromItsQuestionDownWithAGapThatCanBeFilled() {
        int turns = 150;
        talk(turns);
        ConversationPanel panel = open(counted, id);
        loadAll(panel, turns);
        edit(panel, "Question 2", "Another start?");
        waitUntil("its place", () -> hasButton(exchange(panel, "Another start?"), "Next version"));
        assertThat(questions(panel)).containsExactly("Question 1", "Another start?");
        calls.set(0);
        messagesRead.set(0);

        press(panel, "Previous version");
        waitUntil("the gap", () -> hasButton(panel, "Show what came in between"));
        assertCheap("switching");
        assertThat(questions(panel))
                .startsWith("Question 1", "Question 2")
                .endsWith("Question 149", "Question 150")
                .hasSizeLessThan(turns);
        while (hasButton(panel, "Show what came in between")) {
            int before = questions(panel).size();
            press(panel, "Show what came in between");
            waitUntil("more", () -> questions(panel).size() > before);
        }
        assertThat(questions(panel)).isEqualTo(numbered(turns));
        assertThat(hasButton(exchange(panel, "Question 2"), "Next version")).isTrue();
    }

    @Test
    void anotherTabOfWhichNothingIsInTheNewVersionShowsItsEnd() {
        int turns = 150;
        talk(turns);
        ConversationPanel panel = open(counted, id);
        loadAll(panel, turns);
        ConversationPanel other = open(counted, id);
        edit(panel, "Question 1", "Another start?");
        waitUntil("the start", () -> questions(other).equals(List.of("Another start?")));
        waitUntil("its place", () -> hasButton(exchange(panel, "Another start?"), "Next version"));
        press(panel, "Previous version");
        waitUntil("the old end", () -> questions(other).contains("Question 150"));
        loadAll(other, turns);
        assertThat(questions(other)).isEqualTo(numbered(turns));
    }

    private static List<String> numbered(int turns) {
        return IntStream.rangeClosed(1, turns).mapToObj(i -> "Question " + i).toList();
    }
}
