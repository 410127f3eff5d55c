package dev.tabletalk.domain.port;

import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.trace.ModelCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls that are forgotten with the process. */
public final class InMemoryModelCalls implements ModelCallRepository {
    private final InMemoryStore store;

    public InMemoryModelCalls(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public void add(TurnId turn, ModelCall call, String request) {
        synchronized (store) {
            if (store.turns.containsKey(turn)) {
                store.modelCalls
                        .computeIfAbsent(turn, first -> new ArrayList<>())
                        .add(new InMemoryStore.MadeCall(call, request));
            }
        }
    }

    @Override
    public List<ModelCall> ofTurn(TurnId turn) {
        synchronized (store) {
            return store.modelCalls.getOrDefault(turn, List.of()).stream()
                    .map(InMemoryStore.MadeCall::call)
                    .toList();
        }
    }

    @Override
    public Optional<String> request(TurnId turn, int number) {
        synchronized (store) {
            List<InMemoryStore.MadeCall> made = store.modelCalls.getOrDefault(turn, List.of());
            return number < 1 || number > made.size()
                    ? Optional.empty()
                    : Optional.of(made.get(number - 1).request());
        }
    }
}
