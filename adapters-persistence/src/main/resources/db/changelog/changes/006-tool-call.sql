--liquibase formatted sql

--changeset tabletalk:006-tool-call
CREATE TABLE tool_call (
    message_id       INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
    position         INTEGER NOT NULL,
    call_id          TEXT    NOT NULL,
    tool             TEXT    NOT NULL,
    arguments        TEXT    NOT NULL,
    status           TEXT    NOT NULL,
    output           TEXT,
    failure_code     TEXT,
    failure_message  TEXT,
    failure_field    TEXT,
    result_id        TEXT,
    result_rows      INTEGER,
    result_truncated BOOLEAN,
    elapsed          BIGINT,
    PRIMARY KEY (message_id, position)
);
