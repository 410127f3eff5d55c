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
 *                 startedAt?, endedAt?, followUps?, followUpsTold?, feedback?}], each parent before its children; turns of one
 *                 parent are versions of one question; followUpsTold is whether they came before the answer had ended
 *   followUps   [question], at most 3
 *   feedback    {rating, reason?}
 * messages      [{id, turnId?, afterTurnId?, role, content, status, error?, createdAt, toolCalls?}], oldest first;
 *               afterTurnId is the place of a message without a turn
 *   toolCalls   [{id, tool, arguments, status, output?, error?, resultId?, resultRows?, resultTruncated?, elapsedNs?,
 *                 versions?}], arguments as the model gave them, whether JSON or not
 *     versions  [{number, sql, status, output?, error?, resultId?, resultRows?, resultTruncated?, elapsedNs, createdAt}], what
 *               people made of a run_query, numbered from 2 without a gap
 * results       [{id, sql, columns: [{name, type, kind}], truncated, elapsedNs, executedAt, charts?, rows: [[cell]]}]
 *   charts      [{turnId, kind, x?, y: [column], series?, sort, numberFormat, logScale, horizontal, title?}], at most one of a
 *               turn; columns are positions from 0
 * </pre>
 *
 * An error is {code, message, field?}. Times are ISO 8601 in UTC to the nanosecond, constants in lower case. A cell is null,
 * true, false, a text, a whole number (64 bits), a number with a point or exponent (a double), or an object: {@code {"integer":
 * "…"}}, {@code {"decimal": "…"}}, {@code {"double": "NaN"}}. Ids are those of the server that wrote the file and only refer
 * within it: whoever reads it makes new ones, also of the short id with which the output of a query begins ("Result
 * 1a2b3c4d"). Fields with ? may be missing or null; files of earlier servers lack versions, charts, followUps and feedback.
 *
 * <p>The trace of an answer (model calls and what was sent in them) is no part of the file, on purpose: it says how a server
 * came to the answer, is large, and may hold more than the conversation shows, such as the schema and instructions that an
 * administrator keeps. A conversation that was brought in has no trace.
 */
final class ArchiveFormat {
    static final String NAME = "tabletalk-conversation";
    static final int VERSION = 1;

    static final String INTEGER = "integer";
    static final String DECIMAL = "decimal";
    static final String DOUBLE = "double";

    private ArchiveFormat() {}
}
