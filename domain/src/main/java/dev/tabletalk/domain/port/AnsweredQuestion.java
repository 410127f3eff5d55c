package dev.tabletalk.domain.port;

import dev.tabletalk.domain.query.ResultPage;
import dev.tabletalk.domain.schema.DatabaseSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question with its answer, and what they are about.
 *
 * @param earlier questions of the conversation before this one, oldest first; of a long one the newest
 * @param rows the first rows that the answer rests on, and how they were asked for; null when it rests on none
 */
public record AnsweredQuestion(
        String question,
        List<String> earlier,
        String answer,
        @Nullable ResultPage rows,
        DatabaseSchema schema) {
    public AnsweredQuestion {
        earlier = List.copyOf(earlier);
    }
}
