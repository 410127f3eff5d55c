--liquibase formatted sql

--changeset tabletalk:005-message
--comment: AUTOINCREMENT, because an id that somebody has seen must never come to mean another message
CREATE TABLE message (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id TEXT    NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    turn_id         TEXT    REFERENCES turn (id) ON DELETE CASCADE,
    role            TEXT    NOT NULL,
    text            TEXT    NOT NULL,
    status          TEXT    NOT NULL,
    failure_code    TEXT,
    failure_message TEXT,
    failure_field   TEXT,
    created_at      BIGINT  NOT NULL
);
CREATE INDEX message_of_conversation ON message (conversation_id, id);
CREATE INDEX message_of_turn ON message (turn_id, id) WHERE turn_id IS NOT NULL;
