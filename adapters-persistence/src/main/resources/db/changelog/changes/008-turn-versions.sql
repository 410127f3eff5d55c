--liquibase formatted sql

--changeset tabletalk:008-turn-versions
--comment: columns are added in place: what SQLite adds so keeps the rows, their ids and the tables that refer to them
ALTER TABLE turn ADD COLUMN replies INTEGER NOT NULL DEFAULT 0;
ALTER TABLE turn ADD COLUMN title TEXT;
ALTER TABLE turn ADD COLUMN title_source TEXT;
UPDATE turn SET replies =
    (SELECT count(*) FROM message m WHERE m.turn_id = turn.id AND m.role = 'ASSISTANT' AND m.status = 'COMPLETED');
-- until now a conversation was one line, whatever parents said
UPDATE turn SET parent_id =
    (SELECT p.id FROM turn p WHERE p.conversation_id = turn.conversation_id AND p.queue_number < turn.queue_number
        AND EXISTS (SELECT 1 FROM message m WHERE m.turn_id = p.id) ORDER BY p.queue_number DESC LIMIT 1);
DROP INDEX turn_of_parent;
CREATE INDEX turn_of_parent ON turn (parent_id, conversation_id, queue_number);

--changeset tabletalk:008-conversation-head
ALTER TABLE conversation ADD COLUMN head_turn_id TEXT;
ALTER TABLE conversation ADD COLUMN mark TEXT NOT NULL DEFAULT 'NONE';
UPDATE conversation SET head_turn_id =
    (SELECT t.id FROM turn t WHERE t.conversation_id = conversation.id
        AND EXISTS (SELECT 1 FROM message m WHERE m.turn_id = t.id) ORDER BY t.queue_number DESC LIMIT 1);
CREATE INDEX conversation_unread ON conversation (mark) WHERE mark = 'UNREAD' AND view = 'ACTIVE';

--changeset tabletalk:008-message-place
--comment: a message from outside stands behind the turn that was the head when it came; null before the first turn
ALTER TABLE message ADD COLUMN after_turn_id TEXT;
UPDATE message SET after_turn_id =
    (SELECT b.turn_id FROM message b WHERE b.conversation_id = message.conversation_id AND b.id < message.id
        AND b.turn_id IS NOT NULL ORDER BY b.id DESC LIMIT 1)
    WHERE turn_id IS NULL;
DROP INDEX message_of_conversation;
CREATE INDEX message_of_conversation ON message (conversation_id, coalesce(turn_id, after_turn_id, ''), id);
