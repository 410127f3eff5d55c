package dev.tabletalk.application.conversation;

import static dev.tabletalk.application.TestWorkspace.LIBRARY;
import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabletalk.application.TestWorkspace;
import dev.tabletalk.application.conversation.ReadConversationsUseCase.Watch;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.ConversationCursor;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationPage;
import dev.tabletalk.domain.conversation.ConversationQuery;
import dev.tabletalk.domain.conversation.ConversationSummary;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.ConversationView;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessagePage;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.NewMessage;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConversationServiceTest {
    private final TestWorkspace workspace = new TestWorkspace();
    private final ConversationService service = workspace.conversationService;

    @Test
    void startsUntitledAndEmpty() {
        ConversationSummary created = service.create(SHOP, null);
        assertThat(created.conversation().title()).isEqualTo(ConversationTitle.untitled());
        assertThat(created.messageCount()).isZero();
        assertThat(service.get(created.conversation().id())).isEqualTo(created);
    }

    @Test
    void refusesAConversationWithAnUnknownDatabase() {
        assertFailure(FailureCode.NOT_FOUND, () -> service.create(new ConnectionId("nowhere"), null));
        assertFailure(
                FailureCode.NOT_FOUND, () -> service.list(ConversationQuery.newest(new ConnectionId("nowhere"), 10)));
    }

    @Test
    void opensAThreadOfAClientOnceAndOnlyInItsDatabase() {
        ConversationId chosen = ConversationId.parse("6fa459ea-ee8a-3ca4-894e-db77e160355e");
        ConversationSummary opened = service.open(SHOP, chosen);
        assertThat(service.open(SHOP, chosen)).isEqualTo(opened);
        assertFailure(FailureCode.CONFLICT, () -> service.open(LIBRARY, chosen));
    }

    @Test
    void reachesAllOfManyConversations() {
        for (int i = 0; i < 120; i++) {
            service.create(SHOP, ConversationTitle.manual("Conversation " + i));
        }
        List<String> titles = new ArrayList<>();
        @Nullable ConversationCursor cursor = null;
        do {
            ConversationPage page =
                    service.list(new ConversationQuery(SHOP, ConversationView.ACTIVE, null, cursor, 50));
            assertThat(page.total()).isEqualTo(120);
            page.items().forEach(item -> titles.add(item.conversation().title().text()));
            cursor = page.next();
        } while (cursor != null);

        assertThat(titles).hasSize(120).doesNotHaveDuplicates();
        assertThat(titles.getFirst()).isEqualTo("Conversation 119");
    }

    @Test
    void opensALongConversationAtItsNewestMessages() {
        ConversationId id = workspace.conversation(SHOP);
        for (int i = 0; i < 150; i++) {
            say(id, "Message " + i);
        }
        MessagePage newest = service.messages(id, null, 100);
        assertThat(newest.messages().getLast().text()).isEqualTo("Message 149");
        MessagePage older = service.messages(id, newest.previous(), 100);
        assertThat(older.messages()).hasSize(50);
        assertThat(older.messages().getFirst().text()).isEqualTo("Message 0");
        assertThat(older.previous()).isNull();
    }

    @Test
    void keepsTheOrderOfTheListWhenMarksChange() {
        ConversationId older = workspace.conversation(SHOP);
        ConversationId newer = workspace.conversation(SHOP);
        service.change(older, new ConversationChange(null, null, true, null, null));
        service.change(older, new ConversationChange(null, null, false, null, null));
        assertThat(order()).containsExactly(newer, older);
        service.change(older, new ConversationChange(null, true, null, null, null));
        assertThat(order()).containsExactly(older, newer);
    }

    @Test
    void bringsATrashedConversationBack() {
        ConversationId id = workspace.conversation(SHOP);
        service.change(id, ConversationChange.trash(true));
        assertThat(order()).isEmpty();
        service.change(id, ConversationChange.trash(false));
        assertThat(order()).containsExactly(id);
    }

    @Test
    void deletesForGood() {
        ConversationId id = workspace.conversation(SHOP);
        say(id, "Hello");
        service.delete(id);
        assertFailure(FailureCode.NOT_FOUND, () -> service.get(id));
        assertFailure(FailureCode.NOT_FOUND, () -> service.delete(id));
        assertFailure(FailureCode.NOT_FOUND, () -> say(id, "Anyone?"));
    }

    @Test
    void tellsWatchersUntilTheyLeave() {
        List<ConversationEvent> seen = new ArrayList<>();
        ConversationId id;
        try (Watch _ = service.watch(seen::add)) {
            id = workspace.conversation(SHOP);
            service.change(id, ConversationChange.rename("Named"));
            say(id, "Hello");
            service.delete(id);
        }
        workspace.conversation(SHOP);
        assertThat(seen)
                .containsExactly(
                        new ConversationEvent.Changed(id, SHOP),
                        new ConversationEvent.Changed(id, SHOP),
                        new ConversationEvent.Changed(id, SHOP),
                        new ConversationEvent.Deleted(id, SHOP));
    }

    @Test
    void doesNotLetOneBrokenWatcherHarmOthers() {
        List<ConversationEvent> seen = new ArrayList<>();
        try (Watch _ = service.watch(event -> {
                    throw new IllegalStateException("closed");
                });
                Watch _ = service.watch(seen::add)) {
            workspace.conversation(SHOP);
        }
        assertThat(seen).hasSize(1);
    }

    private Message say(ConversationId id, String text) {
        return service.append(new NewMessage.User(id, null, new MessageText(text), workspace.clock.instant()));
    }

    private List<ConversationId> order() {
        return service.list(ConversationQuery.newest(SHOP, 50)).items().stream()
                .map(item -> item.conversation().id())
                .toList();
    }

    private static void assertFailure(FailureCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FailureException.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo(code));
    }
}
