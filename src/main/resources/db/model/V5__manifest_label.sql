-- registries/tag: labels that were added to manifests; those that images carry are read from the images.
CREATE TABLE manifest_label (
  id         bigint PRIMARY KEY,
  uuid       uuid NOT NULL UNIQUE,
  repository bigint NOT NULL REFERENCES repository ON DELETE CASCADE,
  digest     text COLLATE "C" NOT NULL,
  key        text NOT NULL,
  value      text NOT NULL,
  media_type text NOT NULL
);
CREATE INDEX manifest_label_by_manifest ON manifest_label (repository, digest, id);
