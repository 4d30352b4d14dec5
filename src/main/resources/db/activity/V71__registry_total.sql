-- Sizes are what registries and manifests say. However absurd they are in one namespace, the sum over all never stops the
-- counting of others.
ALTER TABLE registry_total ALTER COLUMN size_bytes TYPE numeric;
