-- records/transparency: the Merkle tree over the journal. Not a read model: it follows the topic rather than the head, so a rebuild
-- leaves it alone; if it is empty, it is made from the journal.

-- How far the journal is in the tree. The number of leaves is that of the last record.
CREATE TABLE merkle_tree (
  one_row     boolean PRIMARY KEY DEFAULT true CHECK (one_row),
  topic_id    text NOT NULL,   -- of the journal; offsets are those of this topic
  seq         bigint NOT NULL,
  hash        text NOT NULL,
  next_offset bigint NOT NULL
);
INSERT INTO merkle_tree (topic_id, seq, hash, next_offset) VALUES ('', 0, repeat('0', 64), 0);

-- Up to 256 hashes of 32 bytes each: of leaves (level 0), or of the full tiles of the level below.
CREATE TABLE merkle_tile (
  level   smallint NOT NULL,
  number  bigint NOT NULL,
  hashes  bytea NOT NULL,
  entries bytea,             -- level 0: what the leaves are hashes of, 32 bytes each
  PRIMARY KEY (level, number)
);

-- The last signed checkpoint.
CREATE TABLE checkpoint (
  one_row boolean PRIMARY KEY DEFAULT true CHECK (one_row),
  size    bigint NOT NULL,
  note    text NOT NULL,
  made_at timestamptz NOT NULL
);
