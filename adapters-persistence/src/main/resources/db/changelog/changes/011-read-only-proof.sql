--liquibase formatted sql

--changeset tabletalk:011-read-only-proof
--comment: the newest check of each connection; the proof is JSON
CREATE TABLE read_only_proof (
    connection_id TEXT   NOT NULL PRIMARY KEY REFERENCES connection (id) ON DELETE CASCADE,
    checked_at    BIGINT NOT NULL,
    proof         TEXT   NOT NULL
) WITHOUT ROWID;
