--liquibase formatted sql

--changeset tabletalk:004-turn
--comment: queue_number is the order in which questions were asked; question is null when it never waited in the queue
CREATE TABLE turn (
    queue_number    INTEGER PRIMARY KEY,
    id              TEXT    NOT NULL UNIQUE,
    conversation_id TEXT    NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    parent_id       TEXT    REFERENCES turn (id),
    question        TEXT,
    status          TEXT    NOT NULL,
    model           TEXT,
    input_tokens    BIGINT  NOT NULL,
    output_tokens   BIGINT  NOT NULL,
    open_calls      TEXT    NOT NULL,
    failure_code    TEXT,
    failure_message TEXT,
    failure_field   TEXT,
    created_at      BIGINT  NOT NULL,
    started_at      BIGINT,
    ended_at        BIGINT
);
CREATE INDEX turn_of_conversation ON turn (conversation_id, queue_number);
CREATE INDEX turn_of_parent ON turn (parent_id);
CREATE INDEX turn_not_over ON turn (status) WHERE status IN ('QUEUED', 'RUNNING');
