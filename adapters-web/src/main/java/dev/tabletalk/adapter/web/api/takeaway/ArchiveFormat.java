package dev.tabletalk.adapter.web.api.takeaway;

/**
 * A whole conversation as JSON, version {@value #VERSION}. The fields of the file, in this order (readers skip those they do
 * not know, so that later versions may add some):
 *
 * <pre>
 * format        "tabletalk-conversation"
 * version       1
 * exportedAt    time
 * conversation  {id, connectionId, title, titleSource, pinned, archived, trashed, mark, headTurnId?, createdAt, updatedAt}
 * turns         [{id, parentId?, status, model?, inputTokens, outputTokens, replies, error?, title?, titleSource?, createdAt,
 *                 startedAt?, endedAt?}], each parent before its children; turns of one parent are versions of one question
 * messages      [{id, turnId?, afterTurnId?, role, content, status, error?, createdAt, toolCalls?}], oldest first;
 *               afterTurnId is the place of a message without a turn
 *   toolCalls   [{id, tool, arguments, status, output?, error?, resultId?, resultRows?, resultTruncated?, elapsedNs?}],
 *               arguments as the model gave them, whether JSON or not
 * results       [{id, sql, columns: [{name, type, kind}], truncated, elapsedNs, executedAt, rows: [[cell]]}]
 * </pre>
 *
 * An error is {code, message, field?}. Times are ISO 8601 in UTC to the nanosecond, constants in lower case. A cell is null,
 * true, false, a text, a whole number (64 bits), a number with a point or exponent (a double), or an object: {@code {"integer":
 * "…"}}, {@code {"decimal": "…"}}, {@code {"double": "NaN"}}. Ids are those of the server that wrote the file and only refer
 * within it: whoever reads it makes new ones. Fields with ? may be missing or null.
 */
final class ArchiveFormat {
    static final String NAME = "tabletalk-conversation";
    static final int VERSION = 1;

    static final String INTEGER = "integer";
    static final String DECIMAL = "decimal";
    static final String DOUBLE = "double";

    private ArchiveFormat() {}
}
