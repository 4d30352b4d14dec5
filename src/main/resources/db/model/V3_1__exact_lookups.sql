-- Plans are kept, also those made while a table was small, when any index that names one of the columns looks as cheap as the
-- exact one. So no lookup may be offered an inexact index.

-- Lists go by kind; a lookup by name that also tests the kind must not be tempted to walk through all of a kind.
ALTER TABLE namespace ADD COLUMN listed_as text GENERATED ALWAYS AS (kind) STORED;
DROP INDEX namespace_by_kind;
CREATE INDEX namespace_by_kind ON namespace (listed_as, id);

-- "Is he in this team" names both columns: either index answers it by one entry.
DROP INDEX team_member_by_account;
CREATE INDEX team_member_by_account ON team_member (account, team);
DROP INDEX repository_permission_by_team;
CREATE INDEX repository_permission_by_team ON repository_permission (team, repository);
DROP INDEX repository_permission_by_account;
CREATE INDEX repository_permission_by_account ON repository_permission (account, repository);
