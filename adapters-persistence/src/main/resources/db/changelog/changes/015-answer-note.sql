--liquibase formatted sql

--changeset tabletalk:015-answer-note
--comment: beside an answer: next questions as a JSON array, whether the run told of them, and what a person thinks of it
ALTER TABLE turn ADD COLUMN follow_ups TEXT;
ALTER TABLE turn ADD COLUMN follow_ups_told BOOLEAN NOT NULL DEFAULT 0;
ALTER TABLE turn ADD COLUMN rating TEXT;
ALTER TABLE turn ADD COLUMN rating_reason TEXT;
