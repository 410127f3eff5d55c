--liquibase formatted sql

--changeset tabletalk:001-connection
--comment: times and durations are nanoseconds (times since 1970), here and in every other table
CREATE TABLE connection (
    id            TEXT    NOT NULL PRIMARY KEY,
    name          TEXT    NOT NULL,
    kind          TEXT    NOT NULL,
    file          TEXT,
    host          TEXT,
    port          INTEGER,
    database_name TEXT,
    username      TEXT,
    password      BLOB,
    options       TEXT,
    environment   TEXT,
    max_rows      INTEGER NOT NULL,
    max_bytes     INTEGER NOT NULL,
    timeout       BIGINT  NOT NULL,
    created_at    BIGINT  NOT NULL
);
