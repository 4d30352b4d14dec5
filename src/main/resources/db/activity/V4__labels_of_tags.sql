-- registries/tag: whether the labels of what a tag is set to have been looked at, by which it may expire.
ALTER TABLE tag_row ADD COLUMN labels_read boolean NOT NULL DEFAULT false;
CREATE INDEX tag_row_unread ON tag_row (at) WHERE NOT labels_read AND ends IS NULL AND digest IS NOT NULL;
