--liquibase formatted sql

--changeset tabletalk:013-sql-version
--comment: what people made of the queries of answers; 1 is the call itself, so numbers begin with 2
CREATE TABLE sql_version (
    turn_id          TEXT    NOT NULL REFERENCES turn (id) ON DELETE CASCADE,
    call_id          TEXT    NOT NULL,
    number           INTEGER NOT NULL,
    sql              TEXT    NOT NULL,
    status           TEXT    NOT NULL,
    output           TEXT,
    failure_code     TEXT,
    failure_message  TEXT,
    failure_field    TEXT,
    result_id        TEXT,
    result_rows      INTEGER,
    result_truncated BOOLEAN,
    elapsed          BIGINT  NOT NULL,
    created_at       BIGINT  NOT NULL,
    PRIMARY KEY (turn_id, call_id, number)
);
