--liquibase formatted sql

--changeset tabletalk:014-model-call
--comment: each call to a model; request names the pieces of what was sent, in order, which its conversation keeps once each
CREATE TABLE model_call (
    turn_id         TEXT    NOT NULL REFERENCES turn (id) ON DELETE CASCADE,
    number          INTEGER NOT NULL,
    purpose         TEXT    NOT NULL,
    step            INTEGER NOT NULL,
    model           TEXT    NOT NULL,
    server          TEXT,
    started_at      BIGINT  NOT NULL,
    elapsed         BIGINT  NOT NULL,
    first_text      BIGINT,
    input_tokens    BIGINT  NOT NULL,
    output_tokens   BIGINT  NOT NULL,
    outcome         TEXT    NOT NULL,
    failure_code    TEXT,
    failure_message TEXT,
    failure_field   TEXT,
    attempts        INTEGER NOT NULL,
    request         TEXT    NOT NULL,
    PRIMARY KEY (turn_id, number)
);
CREATE TABLE request_piece (
    conversation_id TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    hash            TEXT NOT NULL,
    text            TEXT NOT NULL,
    PRIMARY KEY (conversation_id, hash)
);
