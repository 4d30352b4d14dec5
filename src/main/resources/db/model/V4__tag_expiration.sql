-- registries/tag: when tags expire that were given an expiration. It belongs to what the tag is set to since "starts", the time in
-- activity.tag_row: a tag that is moved or deleted leaves it behind.
CREATE TABLE tag_expiration (
  repository bigint NOT NULL REFERENCES repository ON DELETE CASCADE,
  tag        text COLLATE "C" NOT NULL,
  starts     timestamptz NOT NULL,
  expires    timestamptz NOT NULL,
  PRIMARY KEY (repository, tag)
);
CREATE INDEX tag_expiration_by_time ON tag_expiration (expires);
