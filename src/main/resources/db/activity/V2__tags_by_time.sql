-- registries/activity: when a tag of a repository was set last, for lists of repositories.
CREATE INDEX tag_by_time ON tag (repository, at DESC) WHERE digest IS NOT NULL;
