package dev.tabletalk.adapter.web.api;

import dev.tabletalk.application.agent.AskAgentUseCase;
import dev.tabletalk.application.conversation.AnswerNotesUseCase;
import dev.tabletalk.application.conversation.ConversationChange;
import dev.tabletalk.application.conversation.ManageConversationsUseCase;
import dev.tabletalk.application.conversation.ReadConversationsUseCase;
import dev.tabletalk.application.conversation.VersionsUseCase;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.AnswerNote;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationPage;
import dev.tabletalk.domain.conversation.ConversationQuery;
import dev.tabletalk.domain.conversation.ConversationSummary;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.ConversationView;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageId;
import dev.tabletalk.domain.conversation.MessagePage;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.conversation.TurnVersions;
import dev.tabletalk.domain.failure.FailureException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(ApiConfiguration.BASE)
@Tag(name = "Conversations")
final class ConversationsController {
    private final ManageConversationsUseCase conversations;
    private final ReadConversationsUseCase reader;
    private final AskAgentUseCase agent;
    private final VersionsUseCase versions;
    private final AnswerNotesUseCase notes;

    ConversationsController(
            ManageConversationsUseCase conversations,
            ReadConversationsUseCase reader,
            AskAgentUseCase agent,
            VersionsUseCase versions,
            AnswerNotesUseCase notes) {
        this.conversations = conversations;
        this.reader = reader;
        this.agent = agent;
        this.versions = versions;
        this.notes = notes;
    }

    @GetMapping("/dbs/{connectionId}/conversations")
    @Operation(
            summary = "The conversations of a connection",
            description =
                    "Pinned ones on top, then newest activity first. limit is 1 to 100, q looks into titles, view is"
                            + " active, archived or trash.")
    ConversationJson.Page list(
            @PathVariable String connectionId,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "active") String view) {
        ConversationPage page = reader.list(new ConversationQuery(
                ConnectionId.parse(connectionId), viewOf(view), q, CursorText.decode(cursor), limit));
        return new ConversationJson.Page(
                page.items().stream().map(this::json).toList(), page.total(), CursorText.encode(page.next()));
    }

    private static ConversationView viewOf(String text) {
        return switch (text) {
            case "active" -> ConversationView.ACTIVE;
            case "archived" -> ConversationView.ARCHIVED;
            case "trash" -> ConversationView.TRASH;
            default -> throw FailureException.invalid("view", "The view must be active, archived or trash.");
        };
    }

    @PostMapping("/dbs/{connectionId}/conversations")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Starts a conversation", description = "Without a title it is \"New conversation\".")
    ResponseEntity<ConversationJson> create(
            @PathVariable String connectionId, @RequestBody(required = false) @Nullable NewConversation input) {
        ConversationTitle title =
                input == null || input.title() == null ? null : ConversationTitle.manual(input.title());
        ConversationJson created = json(conversations.create(ConnectionId.parse(connectionId), title));
        return ResponseEntity.created(URI.create(ApiConfiguration.BASE + "/conversations/" + created.id()))
                .body(created);
    }

    @GetMapping("/conversations/{id}")
    @Operation(
            summary = "A conversation with its newest messages, oldest first",
            description =
                    "messageLimit is 1 to 10,000. Older messages come with before=previousCursor. Of questions that"
                            + " have several versions the one that is shown comes, and versions tells of the others.")
    ConversationJson.WithMessages get(
            @PathVariable String id,
            @RequestParam(defaultValue = "100") int messageLimit,
            @RequestParam(required = false) @Nullable Long before) {
        ConversationId conversationId = ConversationId.parse(id);
        ConversationJson conversation = json(reader.get(conversationId));
        MessagePage page = reader.messages(conversationId, before == null ? null : new MessageId(before), messageLimit);
        return ConversationJson.WithMessages.of(
                conversation,
                messages(page.messages()),
                answers(page.messages()),
                page.previous() == null ? null : page.previous().toString());
    }

    private static List<TurnId> turns(List<Message> messages) {
        return messages.stream()
                .map(Message::turnId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private List<AnswerJson> answers(List<Message> messages) {
        List<TurnId> turns = turns(messages);
        Map<TurnId, AnswerNote> known = notes.notes(turns);
        return turns.stream()
                .filter(known::containsKey)
                .map(turn -> AnswerJson.of(turn, Objects.requireNonNull(known.get(turn))))
                .toList();
    }

    private List<MessageJson> messages(List<Message> messages) {
        Map<TurnId, TurnVersions> known = versions.versions(turns(messages));
        return messages.stream()
                .map(message -> MessageJson.of(
                        message,
                        message instanceof Message.UserMessage && message.turnId() != null
                                ? known.get(message.turnId())
                                : null))
                .toList();
    }

    @PatchMapping("/conversations/{id}")
    @Operation(
            summary = "Renames or marks a conversation",
            description =
                    "What is left out or null stays as it is. Its place in the list changes only when it is pinned."
                            + " headTurnId shows the version that goes through that turn, down to its newest end.")
    ConversationJson change(@PathVariable String id, @RequestBody ConversationPatch input) {
        ConversationId conversationId = ConversationId.parse(id);
        if (input.headTurnId() != null) {
            show(conversationId, TurnId.parse(input.headTurnId()));
        }
        ConversationChange change = new ConversationChange(
                input.title() == null ? null : ConversationTitle.manual(input.title()),
                input.pinned(),
                input.archived(),
                input.trashed(),
                input.unread());
        return json(conversations.change(conversationId, change));
    }

    private void show(ConversationId id, TurnId turn) {
        if (!agent.find(turn).conversationId().equals(id)) {
            throw FailureException.invalid("headTurnId", "The turn belongs to another conversation.");
        }
        versions.show(turn);
    }

    @DeleteMapping("/conversations/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Deletes a conversation at once, with all its messages, tool calls and results")
    void delete(@PathVariable String id) {
        conversations.delete(ConversationId.parse(id));
    }

    private ConversationJson json(ConversationSummary summary) {
        return ConversationJson.of(
                summary, !agent.active(summary.conversation().id()).isEmpty());
    }

    record NewConversation(@Nullable String title) {}

    record ConversationPatch(
            @Nullable String title,
            @Nullable Boolean pinned,
            @Nullable Boolean archived,
            @Nullable Boolean trashed,
            @Nullable Boolean unread,
            @Nullable String headTurnId) {}
}
