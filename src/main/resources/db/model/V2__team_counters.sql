-- What getOrganization shows of a team must not cost more with every member, so each team carries its counters.
-- Triggers keep them, not projectors: rows of these two tables also go by cascade, when an account, a repository or a
-- team is deleted, and no projector sees those. One statement, one update per team concerned; a team that is going
-- itself is not found any more, which is right. Rows are only ever inserted and deleted, never moved to another team.
ALTER TABLE team
  ADD COLUMN member_count bigint NOT NULL DEFAULT 0,
  ADD COLUMN repo_count   bigint NOT NULL DEFAULT 0,
  -- The record that the team was made by on its own; null for the team that came with its organization.
  ADD COLUMN created_seq  bigint;

UPDATE team t SET
  member_count = (SELECT count(*) FROM team_member m WHERE m.team = t.id),
  repo_count = (SELECT count(*) FROM repository_permission p WHERE p.team = t.id);

CREATE FUNCTION count_team_members() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE team SET member_count = member_count + TG_ARGV[0]::int * moved.many
  FROM (SELECT c.team, count(*) AS many FROM changed c GROUP BY c.team) moved
  WHERE team.id = moved.team;
  RETURN NULL;
END $$;

CREATE TRIGGER team_members_more AFTER INSERT ON team_member
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_team_members('1');
CREATE TRIGGER team_members_fewer AFTER DELETE ON team_member
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_team_members('-1');

CREATE FUNCTION count_team_repositories() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE team SET repo_count = repo_count + TG_ARGV[0]::int * moved.many
  FROM (SELECT c.team, count(*) AS many FROM changed c WHERE c.team IS NOT NULL GROUP BY c.team) moved
  WHERE team.id = moved.team;
  RETURN NULL;
END $$;

CREATE TRIGGER team_repositories_more AFTER INSERT ON repository_permission
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_team_repositories('1');
CREATE TRIGGER team_repositories_fewer AFTER DELETE ON repository_permission
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_team_repositories('-1');
