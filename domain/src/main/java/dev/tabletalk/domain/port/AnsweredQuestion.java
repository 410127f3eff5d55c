package dev.tabletalk.domain.port;

import dev.tabletalk.domain.query.ResultPage;
import dev.tabletalk.domain.schema.DatabaseSchema;
import org.jspecify.annotations.Nullable;

/**
 * A question with its answer, and what they are about.
 *
 * @param rows the first rows that the answer rests on, and how they were asked for; null when it rests on none
 */
public record AnsweredQuestion(
        String question, String answer, @Nullable ResultPage rows, DatabaseSchema schema) {}
