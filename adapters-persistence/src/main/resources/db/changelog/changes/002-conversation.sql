--liquibase formatted sql

--changeset tabletalk:002-conversation
CREATE TABLE conversation (
    id               TEXT    NOT NULL PRIMARY KEY,
    connection_id    TEXT    NOT NULL REFERENCES connection (id) ON DELETE CASCADE,
    title            TEXT    NOT NULL,
    title_search     TEXT    NOT NULL,
    title_source     TEXT    NOT NULL,
    pinned           BOOLEAN NOT NULL,
    archived         BOOLEAN NOT NULL,
    trashed          BOOLEAN NOT NULL,
    view             TEXT    NOT NULL,
    message_count    BIGINT  NOT NULL,
    created_at       BIGINT  NOT NULL,
    last_activity_at BIGINT  NOT NULL
);
CREATE INDEX conversation_in_list ON conversation (connection_id, view, pinned, last_activity_at, id);
