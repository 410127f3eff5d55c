package dev.tabletalk.application.agent;

import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.Message.AssistantMessage;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.port.ModelReply.RequestedCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Models leave out the ids of their calls or repeat them, also from step to step and from question to question; the transcript
 * needs each to be its own within a turn, and clients that show a whole conversation within that.
 */
final class CallIds {
    private static final int MAX_LENGTH = 100;
    // As many letters and digits as the strictest model server asks for.
    private static final int OWN_LENGTH = 9;

    private final Set<String> seen = new HashSet<>();

    /** @param earlier the newest messages of the conversation */
    CallIds(List<Message> earlier) {
        for (Message message : earlier) {
            if (message instanceof AssistantMessage said) {
                said.toolCalls().stream().map(ToolCall::id).forEach(seen::add);
            }
        }
    }

    List<RequestedCall> makeUnique(List<RequestedCall> calls) {
        List<RequestedCall> unique = new ArrayList<>();
        for (RequestedCall call : calls) {
            boolean usable = !call.id().isBlank() && call.id().length() <= MAX_LENGTH && seen.add(call.id());
            unique.add(usable ? call : new RequestedCall(ownId(), call.tool(), call.arguments(), call.parsed()));
        }
        return unique;
    }

    private String ownId() {
        String id;
        do {
            id = UUID.randomUUID().toString().replace("-", "").substring(0, OWN_LENGTH);
        } while (!seen.add(id));
        return id;
    }
}
