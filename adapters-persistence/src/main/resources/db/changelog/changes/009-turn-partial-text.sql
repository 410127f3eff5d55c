--liquibase formatted sql

--changeset tabletalk:009-turn-partial-text
--comment: what running turns are saying, in pieces; gone with the message that says it whole
CREATE TABLE turn_partial_text (
    turn_id     TEXT    NOT NULL REFERENCES turn (id) ON DELETE CASCADE,
    text_offset INTEGER NOT NULL,
    text        TEXT    NOT NULL,
    PRIMARY KEY (turn_id, text_offset)
) WITHOUT ROWID;
