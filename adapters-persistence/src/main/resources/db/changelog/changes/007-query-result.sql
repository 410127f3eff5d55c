--liquibase formatted sql

--changeset tabletalk:007-query-result
--comment: the rows of a result lie in chunks, so that a page reads only its own
CREATE TABLE query_result (
    id              TEXT    NOT NULL PRIMARY KEY,
    connection_id   TEXT    NOT NULL REFERENCES connection (id) ON DELETE CASCADE,
    conversation_id TEXT    REFERENCES conversation (id) ON DELETE CASCADE,
    sql             TEXT    NOT NULL,
    columns         TEXT    NOT NULL,
    row_count       INTEGER NOT NULL,
    truncated       BOOLEAN NOT NULL,
    elapsed         BIGINT  NOT NULL,
    executed_at     BIGINT  NOT NULL
);
CREATE INDEX query_result_of_connection ON query_result (connection_id);
CREATE INDEX query_result_of_conversation ON query_result (conversation_id) WHERE conversation_id IS NOT NULL;
CREATE TABLE query_result_chunk (
    result_id TEXT    NOT NULL REFERENCES query_result (id) ON DELETE CASCADE,
    first_row INTEGER NOT NULL,
    cells     TEXT    NOT NULL,
    PRIMARY KEY (result_id, first_row)
);
