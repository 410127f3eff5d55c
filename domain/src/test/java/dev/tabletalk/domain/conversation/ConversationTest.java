package dev.tabletalk.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.connection.ConnectionId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ConversationTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final ConnectionId SHOP = new ConnectionId("shop");

    private static Conversation conversation() {
        return Conversation.start(SHOP, ConversationTitle.untitled(), NOW);
    }

    @Test
    void beginsUnmarkedAndActiveNow() {
        Conversation conversation = conversation();
        assertThat(conversation)
                .isEqualTo(new Conversation(
                        conversation.id(),
                        SHOP,
                        ConversationTitle.untitled(),
                        false,
                        false,
                        false,
                        NOW,
                        NOW,
                        null,
                        ConversationMark.NONE));
    }

    @Test
    void eachHasItsOwnId() {
        assertThat(conversation().id()).isNotEqualTo(conversation().id());
    }

    @Test
    void aMarkChangesNothingElse() {
        Conversation conversation = conversation();
        assertThat(conversation.pinned(true))
                .isEqualTo(new Conversation(
                        conversation.id(),
                        SHOP,
                        conversation.title(),
                        true,
                        false,
                        false,
                        NOW,
                        NOW,
                        null,
                        ConversationMark.NONE));
        assertThat(conversation.archived(true))
                .isEqualTo(new Conversation(
                        conversation.id(),
                        SHOP,
                        conversation.title(),
                        false,
                        true,
                        false,
                        NOW,
                        NOW,
                        null,
                        ConversationMark.NONE));
        assertThat(conversation.trashed(true))
                .isEqualTo(new Conversation(
                        conversation.id(),
                        SHOP,
                        conversation.title(),
                        false,
                        false,
                        true,
                        NOW,
                        NOW,
                        null,
                        ConversationMark.NONE));
        assertThat(conversation.pinned(true).archived(true).trashed(true))
                .isEqualTo(new Conversation(
                        conversation.id(),
                        SHOP,
                        conversation.title(),
                        true,
                        true,
                        true,
                        NOW,
                        NOW,
                        null,
                        ConversationMark.NONE));
        assertThat(conversation.pinned(true).pinned(false)).isEqualTo(conversation);
    }

    @Test
    void renamingKeepsTheLastActivity() {
        Conversation conversation = conversation();
        assertThat(conversation.titled(ConversationTitle.manual("Revenue")))
                .isEqualTo(new Conversation(
                        conversation.id(),
                        SHOP,
                        ConversationTitle.manual("Revenue"),
                        false,
                        false,
                        false,
                        NOW,
                        NOW,
                        null,
                        ConversationMark.NONE));
    }

    @Test
    void anAutomaticTitleNeverReplacesAManualOne() {
        Conversation renamed = conversation().titled(ConversationTitle.manual("Mine"));
        assertThat(renamed.titled(ConversationTitle.generated("By the model"))).isEqualTo(renamed);
        assertThat(renamed.titled(ConversationTitle.provisional("By the question")))
                .isEqualTo(renamed);
    }
}
