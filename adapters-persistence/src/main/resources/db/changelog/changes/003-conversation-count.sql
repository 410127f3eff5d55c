--liquibase formatted sql

--changeset tabletalk:003-conversation-count endDelimiter:@@
--comment: how long each list is, so that nobody has to count it
CREATE TABLE conversation_count (
    connection_id TEXT    NOT NULL REFERENCES connection (id) ON DELETE CASCADE,
    view          TEXT    NOT NULL,
    conversations BIGINT  NOT NULL,
    PRIMARY KEY (connection_id, view)
) WITHOUT ROWID
@@
CREATE TRIGGER conversation_added AFTER INSERT ON conversation
BEGIN
    INSERT INTO conversation_count (connection_id, view, conversations) VALUES (NEW.connection_id, NEW.view, 1)
        ON CONFLICT (connection_id, view) DO UPDATE SET conversations = conversations + 1;
END
@@
CREATE TRIGGER conversation_moved AFTER UPDATE OF view ON conversation WHEN OLD.view <> NEW.view
BEGIN
    UPDATE conversation_count SET conversations = conversations - 1
        WHERE connection_id = OLD.connection_id AND view = OLD.view;
    INSERT INTO conversation_count (connection_id, view, conversations) VALUES (NEW.connection_id, NEW.view, 1)
        ON CONFLICT (connection_id, view) DO UPDATE SET conversations = conversations + 1;
END
@@
CREATE TRIGGER conversation_removed AFTER DELETE ON conversation
BEGIN
    UPDATE conversation_count SET conversations = conversations - 1
        WHERE connection_id = OLD.connection_id AND view = OLD.view;
END
