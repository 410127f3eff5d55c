package dev.tabletalk.domain.port;

import static dev.tabletalk.domain.port.StoreContract.assertNotFound;
import static dev.tabletalk.domain.port.StoreContract.call;
import static dev.tabletalk.domain.port.StoreContract.concurrently;
import static dev.tabletalk.domain.port.StoreContract.connection;
import static dev.tabletalk.domain.port.StoreContract.question;
import static dev.tabletalk.domain.port.StoreContract.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationCursor;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationMark;
import dev.tabletalk.domain.conversation.ConversationPage;
import dev.tabletalk.domain.conversation.ConversationQuery;
import dev.tabletalk.domain.conversation.ConversationSummary;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.ConversationView;
import dev.tabletalk.domain.conversation.TitleSource;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link ConversationRepository} promises. */
public interface ConversationRepositoryContract extends StoreContract {
    private static List<String> titles(ConversationPage page) {
        return page.items().stream()
                .map(item -> item.conversation().title().text())
                .toList();
    }

    private ConversationPage list(ConversationView view, @Nullable String search) {
        return conversations().list(new ConversationQuery(SHOP, view, search, null, 50));
    }

    private List<String> search(String text) {
        return titles(list(ConversationView.ACTIVE, text));
    }

    @Test
    default void givesBackAConversationWithEverythingItWasAddedWith() {
        connections().add(connection(SHOP));
        Conversation conversation = new Conversation(
                ConversationId.create(NOW),
                SHOP,
                new ConversationTitle("Größe 📏 עברית 100% _ ' \\", TitleSource.GENERATED),
                true,
                true,
                true,
                NOW,
                NOW.plusSeconds(5),
                TurnId.create(NOW),
                ConversationMark.UNREAD);
        conversations().add(conversation);
        assertThat(conversations().find(conversation.id()))
                .get()
                .usingRecursiveComparison()
                .isEqualTo(new ConversationSummary(conversation, 0));
    }

    @Test
    default void findsNothingForAnUnknownConversation() {
        assertThat(conversations().find(ConversationId.create(NOW))).isEmpty();
    }

    @Test
    default void refusesAConversationOfAConnectionThatDoesNotExist() {
        assertNotFound(() -> conversations().add(Conversation.start(SHOP, ConversationTitle.untitled(), NOW)));
    }

    @Test
    default void changesTitleMarksAndHeadAndNothingElse() {
        TurnId head = TurnId.create(NOW);
        Conversation conversation = givenConversation();
        transcript().append(question(conversation.id(), null, "How many?", NOW.plusSeconds(60)));
        ConversationSummary changed = conversations()
                .update(
                        conversation.id(),
                        old -> new Conversation(
                                ConversationId.create(NOW),
                                new ConnectionId("other"),
                                ConversationTitle.manual("Renamed"),
                                true,
                                true,
                                true,
                                NOW.plusSeconds(1),
                                NOW.plusSeconds(2),
                                head,
                                ConversationMark.FAILED));
        Conversation expected = new Conversation(
                conversation.id(),
                SHOP,
                ConversationTitle.manual("Renamed"),
                true,
                true,
                true,
                NOW,
                NOW.plusSeconds(60),
                head,
                ConversationMark.FAILED);
        assertThat(changed).isEqualTo(new ConversationSummary(expected, 1));
        assertThat(conversations().find(conversation.id())).contains(changed);
    }

    @Test
    default void refusesToChangeWhatIsNotThere() {
        assertNotFound(() -> conversations().update(ConversationId.create(NOW), old -> old.pinned(true)));
    }

    @Test
    default void aChangeThatThrowsChangesNothing() {
        Conversation conversation = givenConversation();
        assertThatThrownBy(() -> conversations().update(conversation.id(), old -> {
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(conversations().find(conversation.id())).contains(new ConversationSummary(conversation, 0));
    }

    @Test
    default void concurrentChangesDoNotLoseEachOther() throws Exception {
        Conversation conversation = givenConversation("0", NOW);
        concurrently(
                200,
                () -> conversations()
                        .update(
                                conversation.id(),
                                old -> old.titled(ConversationTitle.manual(Integer.toString(
                                        Integer.parseInt(old.title().text()) + 1)))));
        assertThat(conversations()
                        .find(conversation.id())
                        .orElseThrow()
                        .conversation()
                        .title()
                        .text())
                .isEqualTo("200");
    }

    @Test
    default void appendingAndRenamingAtOnceLoseNothing() throws Exception {
        Conversation conversation = givenConversation("0", NOW);
        AtomicInteger turn = new AtomicInteger();
        concurrently(
                400,
                () -> turn.getAndIncrement() % 2 == 0
                        ? transcript().append(said(conversation.id(), null, "more"))
                        : conversations()
                                .update(
                                        conversation.id(),
                                        old -> old.titled(ConversationTitle.manual(Integer.toString(
                                                Integer.parseInt(old.title().text()) + 1)))));
        ConversationSummary summary = conversations().find(conversation.id()).orElseThrow();
        assertThat(summary.conversation().title().text()).isEqualTo("200");
        assertThat(summary.messageCount()).isEqualTo(200);
        assertThat(transcript().page(conversation.id(), null, 1_000).messages()).hasSize(200);
    }

    @Test
    default void countsMessages() {
        Conversation conversation = givenConversation();
        transcript().append(question(conversation.id(), null, "One", NOW));
        transcript().append(said(conversation.id(), null, "Two", call("c1")));
        assertThat(conversations().find(conversation.id()).orElseThrow().messageCount())
                .isEqualTo(2);
        assertThat(list(ConversationView.ACTIVE, null).items().getFirst().messageCount())
                .isEqualTo(2);
    }

    @Test
    default void deletesItWithItsMessagesAndTurns() {
        Conversation conversation = givenConversation();
        Conversation other = givenConversation();
        Turn turn = givenTurn(conversation.id(), "How many?");
        transcript().append(said(conversation.id(), turn.id(), "Well", call("c1")));
        transcript().append(said(other.id(), null, "Stays"));
        assertThat(conversations().delete(conversation.id())).isTrue();
        assertThat(conversations().find(conversation.id())).isEmpty();
        assertThat(turns().find(turn.id())).isEmpty();
        assertThat(turns().messages(turn.id())).isEmpty();
        assertThat(transcript().page(conversation.id(), null, 10).messages()).isEmpty();
        assertThat(transcript().page(other.id(), null, 10).messages()).hasSize(1);
        assertThat(list(ConversationView.ACTIVE, null).total()).isEqualTo(1);
    }

    @Test
    default void deletingAnUnknownConversationSaysSo() {
        assertThat(conversations().delete(ConversationId.create(NOW))).isFalse();
    }

    @Test
    default void listsPinnedFirstThenNewestActivity() {
        givenConversation("old", NOW);
        Conversation pinned = givenConversation("pinned", NOW.minusSeconds(100));
        givenConversation("new", NOW.plusNanos(1));
        Conversation woken = givenConversation("woken", NOW.minusSeconds(200));
        conversations().update(pinned.id(), old -> old.pinned(true));
        transcript().append(question(woken.id(), null, "Again", NOW.plusSeconds(1)));
        assertThat(titles(list(ConversationView.ACTIVE, null))).containsExactly("pinned", "woken", "new", "old");
    }

    @Test
    default void renamingDoesNotMoveItInTheList() {
        Conversation older = givenConversation("older", NOW.minusSeconds(1));
        givenConversation("newer", NOW);
        conversations().update(older.id(), old -> old.titled(ConversationTitle.manual("renamed")));
        assertThat(titles(list(ConversationView.ACTIVE, null))).containsExactly("newer", "renamed");
    }

    @Test
    default void listsOnlyTheConversationsOfItsConnection() {
        givenConversation();
        ConnectionId other = new ConnectionId("other");
        connections().add(connection(other));
        assertThat(conversations().list(ConversationQuery.newest(other, 10)).items())
                .isEmpty();
        assertThat(conversations().list(ConversationQuery.newest(other, 10)).total())
                .isZero();
        assertThat(conversations()
                        .list(ConversationQuery.newest(new ConnectionId("unknown"), 10))
                        .total())
                .isZero();
    }

    @Test
    default void showsEachConversationInOneView() {
        givenConversation("active", NOW);
        Conversation archived = givenConversation("archived", NOW);
        Conversation trashed = givenConversation("trashed", NOW);
        conversations().update(archived.id(), old -> old.archived(true));
        conversations().update(trashed.id(), old -> old.archived(true).trashed(true));
        for (ConversationView view : ConversationView.values()) {
            ConversationPage page = list(view, null);
            assertThat(page.items()).as("%s", view).hasSize(1);
            assertThat(page.total()).as("%s", view).isEqualTo(1);
        }
        assertThat(titles(list(ConversationView.ACTIVE, null))).containsExactly("active");
        assertThat(titles(list(ConversationView.ARCHIVED, null))).containsExactly("archived");
        assertThat(titles(list(ConversationView.TRASH, null))).containsExactly("trashed");
        conversations().update(trashed.id(), old -> old.archived(false).trashed(false));
        assertThat(list(ConversationView.ACTIVE, null).total()).isEqualTo(2);
        assertThat(list(ConversationView.TRASH, null).total()).isZero();
    }

    @Test
    default void pagesThroughEveryConversationOnce() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 47; i++) {
            // three share each instant, so that only the id tells them apart
            Conversation conversation = givenConversation("c" + i, NOW.plusSeconds(i / 3));
            if (i % 10 == 0) {
                conversations().update(conversation.id(), old -> old.pinned(true));
            }
            expected.add("c" + i);
        }
        List<String> seen = new ArrayList<>();
        ConversationCursor cursor = null;
        int pages = 0;
        do {
            ConversationPage page =
                    conversations().list(new ConversationQuery(SHOP, ConversationView.ACTIVE, null, cursor, 10));
            assertThat(page.total()).isEqualTo(47);
            seen.addAll(titles(page));
            cursor = page.next();
            pages++;
        } while (cursor != null);
        assertThat(pages).isEqualTo(5);
        assertThat(seen).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(seen.subList(0, 5)).containsExactly("c40", "c30", "c20", "c10", "c0");
    }

    @Test
    default void theLastFullPageHasNoNext() {
        givenConversation("a", NOW);
        givenConversation("b", NOW);
        ConversationPage page = conversations().list(ConversationQuery.newest(SHOP, 2));
        assertThat(page.items()).hasSize(2);
        assertThat(page.next()).isNull();
    }

    @Test
    default void sameInstantIsOrderedByGreatestId() {
        List<Conversation> made = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            made.add(givenConversation("c" + i, NOW));
        }
        Collections.shuffle(made, new Random(7));
        List<ConversationId> expected =
                made.stream().map(Conversation::id).sorted().toList().reversed();
        assertThat(list(ConversationView.ACTIVE, null).items())
                .extracting(item -> item.conversation().id())
                .containsExactlyElementsOf(expected);
    }

    @Test
    default void searchesTitlesIgnoringCase() {
        givenConversation("Umsatz ÄRGER Straße", NOW);
        givenConversation("ΠΩΛΉΣΕΙΣ", NOW);
        givenConversation("Something else", NOW);
        assertThat(search("umsatz")).containsExactly("Umsatz ÄRGER Straße");
        assertThat(search("ärger")).containsExactly("Umsatz ÄRGER Straße");
        assertThat(search("STRASSE")).containsExactly("Umsatz ÄRGER Straße");
        assertThat(search("πωλήσεις")).containsExactly("ΠΩΛΉΣΕΙΣ");
        assertThat(search("A\u0308rger")).containsExactly("Umsatz ÄRGER Straße");
        assertThat(search("nothing")).isEmpty();
        assertThat(list(ConversationView.ACTIVE, "umsatz").total()).isEqualTo(1);
        assertThat(list(ConversationView.TRASH, "umsatz").total()).isZero();
    }

    @Test
    default void searchesSpecialCharactersAsTheyAre() {
        givenConversation("100% of_all \\ 'quoted'", NOW);
        givenConversation("100 of all", NOW);
        for (String text : List.of("100%", "of_all", "\\", "'quoted'", "% of_")) {
            assertThat(search(text)).as(text).containsExactly("100% of_all \\ 'quoted'");
        }
        assertThat(search("%")).hasSize(1);
        assertThat(search("_")).hasSize(1);
    }

    @Test
    default void searchFollowsARename() {
        Conversation conversation = givenConversation("before", NOW);
        conversations().update(conversation.id(), old -> old.titled(ConversationTitle.manual("After")));
        assertThat(search("before")).isEmpty();
        assertThat(search("after")).containsExactly("After");
    }

    @Test
    default void pagesThroughASearch() {
        for (int i = 0; i < 5; i++) {
            givenConversation("match " + i, NOW.plusSeconds(i));
            givenConversation("other " + i, NOW.plusSeconds(i));
        }
        ConversationPage first =
                conversations().list(new ConversationQuery(SHOP, ConversationView.ACTIVE, "MATCH", null, 3));
        assertThat(titles(first)).containsExactly("match 4", "match 3", "match 2");
        assertThat(first.total()).isEqualTo(5);
        ConversationPage second =
                conversations().list(new ConversationQuery(SHOP, ConversationView.ACTIVE, "MATCH", first.next(), 3));
        assertThat(titles(second)).containsExactly("match 1", "match 0");
        assertThat(second.next()).isNull();
    }
}
