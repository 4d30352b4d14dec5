-- registries/tag: whether it has been looked at whether a report makes a tag immutable, or goes against it.
ALTER TABLE tag_row ADD COLUMN immutability_read boolean NOT NULL DEFAULT false;
CREATE INDEX tag_row_to_look_at ON tag_row (at) WHERE NOT immutability_read;
