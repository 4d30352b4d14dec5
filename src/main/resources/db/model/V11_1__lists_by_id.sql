-- Lists go by kind and id, both in columns of their own: a page of one kind must not be tempted to walk along the primary key
-- through all accounts of another.
ALTER TABLE namespace ADD COLUMN listed_id bigint GENERATED ALWAYS AS (id) STORED;
DROP INDEX namespace_by_kind;
CREATE INDEX namespace_by_kind ON namespace (listed_as, listed_id);
