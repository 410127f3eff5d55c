package dev.tabletalk.adapter.llm;

import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.connection.Secret;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageId;
import dev.tabletalk.domain.port.ModelRequest;
import dev.tabletalk.domain.port.ToolDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Requests and settings for tests. */
final class Questions {
    static final ConversationId CONVERSATION = ConversationId.create(Instant.EPOCH);
    static final ToolDefinition RUN_QUERY = new ToolDefinition(
            "run_query",
            "Runs one statement.",
            List.of(
                    new ToolDefinition.Parameter("sql", ToolDefinition.Type.STRING, "the statement", true),
                    new ToolDefinition.Parameter("hints", ToolDefinition.Type.STRING_LIST, "ideas", false)));

    private Questions() {}

    static ModelRequest question(String text) {
        return conversation(user(1, text));
    }

    static ModelRequest conversation(Message... messages) {
        return new ModelRequest(
                "Answer questions about the database.",
                List.of(messages),
                List.of(RUN_QUERY),
                DatabaseKind.SQLITE,
                LocalDate.EPOCH);
    }

    static Message user(long id, String text) {
        return new Message.UserMessage(new MessageId(id), CONVERSATION, null, text, Instant.EPOCH);
    }

    /** Patient with silence, with three quick retries. */
    static ModelProperties settings(FakeOpenAiServer server) {
        Duration silence = Duration.ofSeconds(15);
        return new ModelProperties(
                new Secret("sk-test-key"),
                new Secret(server.baseUrl()),
                "test-model",
                null,
                new ModelProperties.Timeouts(Duration.ofSeconds(5), silence, silence, Duration.ofSeconds(20)),
                3,
                Duration.ofMillis(10));
    }

    /** Tries until the assertion holds, for twenty seconds at most. */
    static void eventually(Runnable assertion) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
        }
    }
}
