package dev.tabletalk.failures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.adapter.llm.FakeAnswer;
import dev.tabletalk.adapter.llm.FakeOpenAiServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A model that never stops talking is cut off, and what it said until then is there. */
@ExtendWith(World.Shared.class)
class LongAnswerIT {
    private static final int LIMIT = 1_000_000;

    private final FakeOpenAiServer model;
    private final Rest rest;

    LongAnswerIT(World world) {
        model = world.model();
        rest = world.rest();
    }

    @Test
    void isKeptUpToTheLimit() {
        FakeAnswer endless = FakeAnswer.stream();
        String piece = "and so on, ".repeat(1_000);
        for (int i = 0; i < LIMIT / piece.length() + 10; i++) {
            endless = endless.piece(piece);
        }
        FakeAnswer answer = endless;
        model.answering(call -> answer);
        String conversation = rest.newConversation("sample");

        List<JsonNode> events = rest.ask(conversation, "How many?");

        assertThat(events.getLast().path("code").asString()).isEqualTo("model-interrupted");
        Sentences.assertFitForPeople(events.getLast().path("message").asString());
        JsonNode message = rest.messages(conversation).getLast();
        assertThat(message.path("status").asString()).isEqualTo("interrupted");
        assertThat(message.path("content").asString()).startsWith(piece);
        assertThat(message.path("content").asString().length()).isBetween(LIMIT * 9 / 10, LIMIT);
    }
}
