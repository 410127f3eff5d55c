package dev.tabletalk.adapter.web.ui.sidebar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.application.TestWorkspace;
import dev.tabletalk.application.conversation.ConversationChange;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationMark;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.ConversationView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConversationPagesTest {
    private final TestWorkspace workspace = new TestWorkspace();

    /** Fault of an earlier system: only 50 conversations were reachable. */
    @Test
    void reachesEveryConversationByLookingFurtherAndFurther() {
        List<ConversationId> all = conversations(1_030);
        ConversationPages pages = pages(null);
        List<ConversationId> seen = new ArrayList<>();
        while (seen.size() < pages.size()) {
            pages.rows(seen.size(), 20).forEach(row -> seen.add(row.id()));
        }
        assertThat(seen).isEqualTo(all.reversed());
        assertThat(pages.hasMore()).isFalse();
    }

    @Test
    void readsNoFurtherThanSomebodyLooks() {
        conversations(1_000);
        ConversationPages pages = pages(null);
        pages.rows(0, 50);
        assertThat(pages.known()).isEqualTo(100);
        assertThat(pages.size()).isEqualTo(140);
    }

    @Test
    void movesAConversationWithANewMessageToTheTop() {
        List<ConversationId> all = conversations(3);
        ConversationPages pages = pages(null);
        pages.rows(0, 50);
        Conversation first = workspace.conversationService.get(all.getFirst()).conversation();
        Conversation active = new Conversation(
                first.id(),
                first.connectionId(),
                first.title(),
                false,
                false,
                false,
                first.createdAt(),
                workspace.clock.instant(),
                null,
                ConversationMark.NONE);
        assertThat(pages.update(active)).isTrue();
        assertThat(ids(pages)).containsExactly(all.get(0), all.get(2), all.get(1));
    }

    @Test
    void keepsThePlaceOfARenamedConversation() {
        List<ConversationId> all = conversations(3);
        ConversationPages pages = pages(null);
        pages.rows(0, 50);
        Conversation renamed = workspace
                .conversationService
                .change(all.get(1), ConversationChange.rename("Another name"))
                .conversation();
        assertThat(pages.update(renamed)).isFalse();
        assertThat(ids(pages)).isEqualTo(all.reversed());
        assertThat(pages.row(1).title().text()).isEqualTo("Another name");
    }

    @Test
    void showsNothingTwiceWhenAnUnreadConversationMovesUp() {
        List<ConversationId> all = conversations(150);
        ConversationPages pages = pages(null);
        pages.rows(0, 50);
        Conversation pinned = workspace
                .conversationService
                .change(all.getFirst(), new ConversationChange(null, true, null, null, null))
                .conversation();
        assertThat(pages.update(pinned)).isTrue();
        List<ConversationId> seen =
                pages.rows(0, 1_000).stream().map(Conversation::id).toList();
        assertThat(seen).hasSize(150).doesNotHaveDuplicates().startsWith(all.getFirst());
    }

    @Test
    void dropsWhatGoesToTheTrashAndTakesBackWhatIsRestored() {
        List<ConversationId> all = conversations(3);
        ConversationPages pages = pages(null);
        pages.rows(0, 50);
        pages.update(workspace
                .conversationService
                .change(all.get(1), ConversationChange.trash(true))
                .conversation());
        assertThat(ids(pages)).containsExactly(all.get(2), all.get(0));
        pages.update(workspace
                .conversationService
                .change(all.get(1), ConversationChange.trash(false))
                .conversation());
        assertThat(ids(pages)).isEqualTo(all.reversed());
    }

    @Test
    void findsTitles() {
        conversations(120);
        ConversationPages pages = pages("number 11");
        assertThat(pages.rows(0, 50)).extracting(row -> row.title().text()).contains("Number 11", "Number 119");
        assertThat(pages.known()).isEqualTo(11);
    }

    @Test
    void readsNothingAgainWhenOnlyTheMarkOfAFoundConversationChanges() {
        List<ConversationId> all = conversations(250);
        ConversationPages pages = pages("number");
        pages.rows(0, 200);
        Conversation unread = workspace
                .conversationService
                .change(all.getLast(), new ConversationChange(null, null, null, null, true))
                .conversation();
        assertThat(pages.update(unread)).isFalse();
        assertThat(pages.known()).isEqualTo(200);
        assertThat(pages.row(0).mark()).isEqualTo(ConversationMark.UNREAD);
    }

    private ConversationPages pages(@Nullable String search) {
        return new ConversationPages(
                workspace.conversationService, TestWorkspace.SHOP, ConversationView.ACTIVE, search);
    }

    private static List<ConversationId> ids(ConversationPages pages) {
        return pages.rows(0, 50).stream().map(Conversation::id).toList();
    }

    /** Oldest first. */
    private List<ConversationId> conversations(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> workspace
                        .conversationService
                        .create(TestWorkspace.SHOP, ConversationTitle.manual("Number " + i))
                        .conversation()
                        .id())
                .toList();
    }
}
