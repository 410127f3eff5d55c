--liquibase formatted sql

--changeset tabletalk:010-environment-color
--comment: the colour a person chose for an environment; NULL for the one its label suggests
ALTER TABLE connection ADD COLUMN environment_color TEXT;
