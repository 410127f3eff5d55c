package dev.tabletalk.adapter.web.api;

import dev.tabletalk.application.conversation.ManageConversationsUseCase;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.failure.FailureException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(ApiConfiguration.BASE + "/conversations/{id}")
@Tag(name = "Messages")
final class MessagesController {
    static final int MAX_FIRST_MESSAGE = 1_000;

    private final ManageConversationsUseCase conversations;
    private final Clock clock;

    MessagesController(ManageConversationsUseCase conversations, Clock clock) {
        this.conversations = conversations;
        this.clock = clock;
    }

    @PostMapping("/messages")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Appends a message from outside; the agent does not answer it",
            description =
                    "content has 1 to 32,000 characters (413 beyond). A tool call may say name for tool, arguments"
                            + " for input and result for output; an output that is no text is kept as compact JSON.")
    MessageJson append(@PathVariable String id, @RequestBody MessageInput input) {
        return MessageJson.of(conversations.append(input.in(ConversationId.parse(id), clock.instant())));
    }

    @PostMapping("/generate-title")
    @Operation(
            summary = "Lets the model name the conversation",
            description = "The title is saved unless a person has chosen one. 503 when the model could not.")
    TitleJson generateTitle(@PathVariable String id, @RequestBody FirstMessage input) {
        ConversationTitle proposed = conversations.generateTitle(ConversationId.parse(id), input.checked());
        return new TitleJson(proposed.text());
    }

    record TitleJson(String title) {}

    record FirstMessage(@Nullable String firstMessage) {
        private String checked() {
            if (firstMessage == null
                    || firstMessage.isBlank()
                    || firstMessage.codePointCount(0, firstMessage.length()) > MAX_FIRST_MESSAGE) {
                throw FailureException.invalid("firstMessage", "The first message must have 1 to 1,000 characters.");
            }
            return firstMessage;
        }
    }
}
