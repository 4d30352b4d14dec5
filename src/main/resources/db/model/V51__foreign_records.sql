-- What lies on the topic that no holder of the master key wrote: how many records, and where the last one is.
ALTER TABLE journal_head
  ADD COLUMN foreign_records bigint NOT NULL DEFAULT 0,
  ADD COLUMN foreign_offset  bigint NOT NULL DEFAULT 0;
