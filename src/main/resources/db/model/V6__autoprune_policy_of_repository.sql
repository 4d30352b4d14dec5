-- repositories/autoprune: policies of a single repository; "namespace" is then that of the repository.
ALTER TABLE autoprune_policy ADD COLUMN repository bigint REFERENCES repository ON DELETE CASCADE;
DROP INDEX autoprune_policy_by_namespace;
CREATE INDEX autoprune_policy_by_namespace ON autoprune_policy (namespace, repository, id);
CREATE INDEX autoprune_policy_by_repository ON autoprune_policy (repository, id) WHERE repository IS NOT NULL;
