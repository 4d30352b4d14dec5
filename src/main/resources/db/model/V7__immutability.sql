-- registries/immutability: policies of namespaces and of single repositories; "namespace" is then that of the repository.
CREATE TABLE immutability_policy (
  id                  bigint PRIMARY KEY,
  uuid                uuid NOT NULL UNIQUE,
  namespace           bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  repository          bigint REFERENCES repository ON DELETE CASCADE,
  tag_pattern         text NOT NULL,
  tag_pattern_matches boolean NOT NULL,
  -- Whether it has made the tags immutable that were there when it was created or changed.
  applied             boolean NOT NULL
);
CREATE INDEX immutability_policy_by_namespace ON immutability_policy (namespace, repository, id);
CREATE INDEX immutability_policy_by_repository ON immutability_policy (repository, id) WHERE repository IS NOT NULL;
CREATE INDEX immutability_policy_to_apply ON immutability_policy (id) WHERE NOT applied;

-- registries/tag: the tags that are immutable as long as they are set to this manifest; what else they are set to is not.
CREATE TABLE tag_immutability (
  repository  bigint NOT NULL REFERENCES repository ON DELETE CASCADE,
  tag         text COLLATE "C" NOT NULL,
  digest      text COLLATE "C" NOT NULL,
  -- It was pushed over, or deleted at the registry, and is to be put back.
  overwritten boolean NOT NULL DEFAULT false,
  PRIMARY KEY (repository, tag)
);
CREATE INDEX tag_immutability_overwritten ON tag_immutability (repository, tag) WHERE overwritten;
