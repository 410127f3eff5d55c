package dev.tabletalk.application.agent;

import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.port.ModelReply.RequestedCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Models repeat the ids of their calls, also from step to step, or leave them out; events and the transcript need each to be
 * its own within a turn.
 */
final class CallIds {
    private final Set<String> seen = new HashSet<>();
    private final TurnId turn;

    CallIds(TurnId turn) {
        this.turn = turn;
    }

    List<RequestedCall> makeUnique(List<RequestedCall> calls, int step) {
        List<RequestedCall> unique = new ArrayList<>();
        for (RequestedCall call : calls) {
            boolean usable = !call.id().isBlank() && call.id().length() <= 100 && seen.add(call.id());
            String id = usable ? call.id() : "call-" + turn + "-" + step + "-" + unique.size();
            unique.add(new RequestedCall(id, call.tool(), call.arguments(), call.parsed()));
        }
        return unique;
    }
}
