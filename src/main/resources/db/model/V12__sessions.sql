-- The number of the record that ended all sessions of a user last: a session knows the one that it began under.
ALTER TABLE namespace ADD COLUMN session_epoch bigint NOT NULL DEFAULT 0;
