-- Schema wharfinger: the read models. All of this is derived from the journal alone and can be rebuilt from it; a rebuild runs
-- this file in another schema and swaps the two, so names of this schema are not qualified here.
--
-- Prepared statements keep their plans, including plans made while a table was small, when the planner takes any index that has
-- one of the columns to be as cheap as the exact one. So that no lookup is offered an inexact index, an index for a lookup has
-- all of its columns, and lists are read by generated copies of columns (listed_as, listed_id, listed_in, found_as).

------------------------------------------------------------------------------------------------------------------------
-- platform/journal: how far the journal is projected
------------------------------------------------------------------------------------------------------------------------

CREATE TABLE journal_head (
  only_one        boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  topic_id        text,
  seq             bigint NOT NULL,
  hash            text NOT NULL,
  next_offset     bigint NOT NULL,
  next_id         bigint NOT NULL,
  -- Records on the topic that were not written by a holder of the master key: how many, and where the last one is.
  foreign_records bigint NOT NULL DEFAULT 0,
  foreign_offset  bigint NOT NULL DEFAULT 0
);
INSERT INTO journal_head (seq, hash, next_offset, next_id) VALUES (0, repeat('0', 64), 0, 1);

-- Outcomes of commands, by which a repeated command is recognised. An outcome expires a day after its record, by the times of
-- records.
CREATE TABLE command_outcome (
  command_id  uuid PRIMARY KEY,
  seq         bigint NOT NULL,
  fingerprint text NOT NULL,
  time        timestamptz NOT NULL
);
CREATE INDEX command_outcome_by_time ON command_outcome (time);

------------------------------------------------------------------------------------------------------------------------
-- accounts/user, accounts/organization: accounts
------------------------------------------------------------------------------------------------------------------------

-- Accounts of every kind share one name space.
CREATE TABLE namespace (
  id                    bigint PRIMARY KEY,
  kind                  text NOT NULL CHECK (kind IN ('user', 'organization', 'robot')),
  name                  text COLLATE "C" NOT NULL UNIQUE,
  email                 text NOT NULL,
  subject_key           uuid NOT NULL,
  enabled               boolean NOT NULL DEFAULT true,
  verified              boolean NOT NULL DEFAULT false,
  password_hash         text,
  -- The number of the record that last ended all sessions of a user; a session knows the one under which it began.
  session_epoch         bigint NOT NULL DEFAULT 0,
  -- What the web interface still asks a user for, in Quay's words.
  prompts               text[] NOT NULL DEFAULT '{}',
  tag_expiration_s      bigint NOT NULL,
  invoice_email         boolean NOT NULL DEFAULT false,
  invoice_email_address text,
  given_name            text,
  family_name           text,
  company               text,
  location              text,
  created               timestamptz NOT NULL,
  -- Lists go by kind and id, both in columns of their own: a lookup by name that also tests the kind must not walk through all
  -- accounts of a kind, and a page of one kind must not walk along the primary key through all accounts of another.
  listed_as             text GENERATED ALWAYS AS (kind) STORED,
  listed_id             bigint GENERATED ALWAYS AS (id) STORED
);
CREATE INDEX namespace_by_kind ON namespace (listed_as, listed_id);
CREATE UNIQUE INDEX namespace_user_email ON namespace (email) WHERE kind = 'user';
CREATE INDEX namespace_organization_email ON namespace (email) WHERE kind = 'organization';
-- Looking up users by the beginning of their names.
CREATE INDEX namespace_users_by_name ON namespace (name) WHERE kind = 'user';

-- Subjects whose account is deleted: their keys are to be destroyed, by the request that deleted it or, after a crash, by the
-- scheduled sweep.
CREATE TABLE erased_subject (
  subject_key uuid PRIMARY KEY,
  seq         bigint NOT NULL
);
CREATE INDEX erased_subject_by_seq ON erased_subject (seq);

-- E-mail addresses that users have not confirmed yet, by the digest of the code in the mail.
CREATE TABLE email_confirmation (
  account     bigint PRIMARY KEY REFERENCES namespace ON DELETE CASCADE,
  code_digest text COLLATE "C" NOT NULL UNIQUE,
  -- The address that is to replace the user's; null if the user's present one is to be confirmed.
  new_email   text
);

------------------------------------------------------------------------------------------------------------------------
-- accounts/recovery: account recovery
------------------------------------------------------------------------------------------------------------------------

-- Who requested access without a password, and when, with the digest of the code in the mail. An organization has no code: the
-- mail only says who administers it.
CREATE TABLE account_recovery (
  account     bigint PRIMARY KEY REFERENCES namespace ON DELETE CASCADE,
  code_digest text COLLATE "C" UNIQUE,
  asked       timestamptz NOT NULL
);

------------------------------------------------------------------------------------------------------------------------
-- accounts/robot: robots
------------------------------------------------------------------------------------------------------------------------

-- Accounts of kind 'robot' belong to another account, whose name begins theirs and whose subject key they share.
CREATE TABLE robot (
  account     bigint PRIMARY KEY REFERENCES namespace ON DELETE CASCADE,
  owner       bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  short_name  text COLLATE "C" NOT NULL,
  description text NOT NULL,
  -- A JSON object of the client's, returned as received.
  metadata    text NOT NULL,
  -- Sealed, since administrators may read it again; empty once its owner is erased.
  token       text NOT NULL,
  -- Which identities of other issuers may act as this robot: an array of issuer and subject.
  federation  jsonb NOT NULL DEFAULT '[]',
  UNIQUE (owner, short_name)
);

------------------------------------------------------------------------------------------------------------------------
-- accounts/team: teams, members and invitations
------------------------------------------------------------------------------------------------------------------------

CREATE TABLE team (
  id           bigint PRIMARY KEY,
  organization bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  name         text COLLATE "C" NOT NULL,
  role         text NOT NULL CHECK (role IN ('admin', 'creator', 'member')),
  description  text NOT NULL,
  -- The record that created the team by itself; null for a team that was created with its organization.
  created_seq  bigint,
  member_count bigint NOT NULL DEFAULT 0,
  repo_count   bigint NOT NULL DEFAULT 0,
  UNIQUE (organization, name)
);

CREATE TABLE team_member (
  id           bigint PRIMARY KEY,
  team         bigint NOT NULL REFERENCES team ON DELETE CASCADE,
  account      bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  -- The record that accepted the invitation; null for members who were added.
  accepted_seq bigint,
  UNIQUE (team, account)
);
CREATE INDEX team_member_by_account ON team_member (account, team);

-- Rule: triggers on team_member and repository_permission keep the counters of teams, so that showing a team does not cost more
-- with every member. Projectors cannot: rows of both tables are also deleted by cascade, with an account, a repository or a
-- team. Each statement costs one update per team; a team that is being deleted itself is not found, as intended. Rows are only
-- inserted and deleted, never moved to another team.
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

-- The triggers that call it follow the table repository_permission.
CREATE FUNCTION count_team_repositories() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE team SET repo_count = repo_count + TG_ARGV[0]::int * moved.many
  FROM (SELECT c.team, count(*) AS many FROM changed c WHERE c.team IS NOT NULL GROUP BY c.team) moved
  WHERE team.id = moved.team;
  RETURN NULL;
END $$;

-- Invitations that are not answered yet, to a user or to the reader of an e-mail. The code in the mail is not stored; it is
-- derived from the UUID and the master key, and recognised by its digest.
CREATE TABLE team_invitation (
  id          bigint PRIMARY KEY,
  team        bigint NOT NULL REFERENCES team ON DELETE CASCADE,
  inviter     bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  account     bigint REFERENCES namespace ON DELETE CASCADE,
  email       text,
  code_digest text COLLATE "C" NOT NULL UNIQUE,
  CHECK ((account IS NULL) <> (email IS NULL)),
  UNIQUE (team, account),
  UNIQUE (team, email)
);
CREATE INDEX team_invitation_by_inviter ON team_invitation (inviter);
CREATE INDEX team_invitation_by_account ON team_invitation (account);

------------------------------------------------------------------------------------------------------------------------
-- accounts/application: OAuth applications and their tokens
------------------------------------------------------------------------------------------------------------------------

CREATE TABLE application (
  id              bigint PRIMARY KEY,
  owner           bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  client_id       text COLLATE "C" NOT NULL UNIQUE,
  name            text NOT NULL,
  description     text NOT NULL,
  application_uri text NOT NULL,
  redirect_uri    text NOT NULL,
  avatar_email    text,
  -- Sealed with a key that is derived from the master key, because the contract shows it again.
  client_secret   text
);
CREATE INDEX application_by_owner ON application (owner, id);

CREATE TABLE access_token (
  id          bigint PRIMARY KEY,
  uuid        uuid NOT NULL UNIQUE,
  account     bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  application bigint REFERENCES application ON DELETE CASCADE,
  scope       text NOT NULL,
  created     timestamptz NOT NULL,
  expires     timestamptz NOT NULL,
  -- The name that an administrator gave the token; null for tokens issued by a grant.
  name        text
);
CREATE INDEX access_token_by_account ON access_token (account, id);
CREATE INDEX access_token_by_application ON access_token (application, id);

-- Codes of the authorization code flow, by the digest of their text. A redeemed code remains until it expires, with the id of
-- its token, so that presenting it again revokes that token.
CREATE TABLE authorization_code (
  id             bigint PRIMARY KEY,
  digest         text NOT NULL UNIQUE,
  account        bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  application    bigint NOT NULL REFERENCES application ON DELETE CASCADE,
  scope          text NOT NULL,
  redirect_uri   text NOT NULL,
  code_challenge text,
  expires        timestamptz NOT NULL,
  redeemed_by    bigint
);
CREATE INDEX authorization_code_by_account ON authorization_code (account);
CREATE INDEX authorization_code_by_application ON authorization_code (application);
CREATE INDEX authorization_code_by_expiry ON authorization_code (expires);

-- Tokens that administrators of an application offer to users, who may accept or decline them.
CREATE TABLE token_assignment (
  id            bigint PRIMARY KEY,
  uuid          uuid NOT NULL UNIQUE,
  account       bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  application   bigint NOT NULL REFERENCES application ON DELETE CASCADE,
  redirect_uri  text NOT NULL,
  scope         text NOT NULL,
  response_type text NOT NULL,
  seen          boolean NOT NULL DEFAULT false
);
CREATE INDEX token_assignment_by_account ON token_assignment (account, id);
CREATE INDEX token_assignment_by_application ON token_assignment (application);

------------------------------------------------------------------------------------------------------------------------
-- accounts/apptoken: application-specific tokens
------------------------------------------------------------------------------------------------------------------------

-- A user's credentials for the registry, one for each of the user's programs.
CREATE TABLE app_token (
  id      bigint PRIMARY KEY,
  uuid    uuid NOT NULL UNIQUE,
  account bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  title   text NOT NULL,
  -- Sealed with a key that is derived from the master key, because the contract shows it again.
  code    text NOT NULL,
  created timestamptz NOT NULL,
  -- Null for a token that does not expire.
  expires timestamptz
);
CREATE INDEX app_token_by_account ON app_token (account, id);

------------------------------------------------------------------------------------------------------------------------
-- accounts/message: messages from superusers to all users
------------------------------------------------------------------------------------------------------------------------

CREATE TABLE global_message (
  id         bigint PRIMARY KEY,
  uuid       uuid NOT NULL UNIQUE,
  content    text NOT NULL,
  severity   text NOT NULL CHECK (severity IN ('info', 'warning', 'error')),
  media_type text NOT NULL CHECK (media_type IN ('text/plain', 'text/markdown'))
);

------------------------------------------------------------------------------------------------------------------------
-- repositories/repository: repositories and stars
------------------------------------------------------------------------------------------------------------------------

CREATE TABLE repository (
  id           bigint PRIMARY KEY,
  namespace    bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  name         text COLLATE "C" NOT NULL,
  is_public    boolean NOT NULL,
  description  text,
  state        text NOT NULL CHECK (state IN ('NORMAL', 'READ_ONLY', 'MIRROR')),
  -- Shows the state of a private repository to clients that have no right to it.
  status_token uuid NOT NULL,
  created      timestamptz NOT NULL,
  -- For pages of lists and for finding repositories by the beginning of their names; lookups by namespace and name must not use
  -- these indexes.
  listed_in    bigint GENERATED ALWAYS AS (namespace) STORED,
  found_as     text COLLATE "C" GENERATED ALWAYS AS (name) STORED,
  UNIQUE (namespace, name)
);
CREATE INDEX repository_by_namespace ON repository (listed_in, id);
CREATE INDEX repository_public ON repository (id) WHERE is_public;
CREATE INDEX repository_public_by_namespace ON repository (listed_in, id) WHERE is_public;
CREATE INDEX repository_public_by_name ON repository (found_as, id) WHERE is_public;

-- Repositories that users have starred.
CREATE TABLE repository_star (
  account    bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  repository bigint NOT NULL REFERENCES repository ON DELETE CASCADE,
  PRIMARY KEY (account, repository)
);
CREATE INDEX repository_star_by_repository ON repository_star (repository);

------------------------------------------------------------------------------------------------------------------------
-- repositories/permission: permissions and default permissions
------------------------------------------------------------------------------------------------------------------------

-- Exactly one of team and account holds the permission.
CREATE TABLE repository_permission (
  id         bigint PRIMARY KEY,
  repository bigint NOT NULL REFERENCES repository ON DELETE CASCADE,
  team       bigint REFERENCES team ON DELETE CASCADE,
  account    bigint REFERENCES namespace ON DELETE CASCADE,
  role       text NOT NULL CHECK (role IN ('read', 'write', 'admin')),
  CHECK ((team IS NULL) <> (account IS NULL)),
  UNIQUE (repository, team),
  UNIQUE (repository, account)
);
CREATE INDEX repository_permission_by_team ON repository_permission (team, repository);
CREATE INDEX repository_permission_by_account ON repository_permission (account, repository);

-- Rule: see the counters of teams.
CREATE TRIGGER team_repositories_more AFTER INSERT ON repository_permission
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_team_repositories('1');
CREATE TRIGGER team_repositories_fewer AFTER DELETE ON repository_permission
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_team_repositories('-1');

-- Default permissions: what new repositories of an organization grant, for any creator or for one creating user only.
-- Exactly one of account and team is granted it.
CREATE TABLE prototype (
  id              bigint PRIMARY KEY,
  uuid            uuid NOT NULL UNIQUE,
  organization    bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  activating_user bigint REFERENCES namespace ON DELETE CASCADE,
  account         bigint REFERENCES namespace ON DELETE CASCADE,
  team            bigint REFERENCES team ON DELETE CASCADE,
  role            text NOT NULL CHECK (role IN ('read', 'write', 'admin')),
  CHECK ((team IS NULL) <> (account IS NULL))
);
CREATE INDEX prototype_by_organization ON prototype (organization, id);
CREATE INDEX prototype_by_activating_user ON prototype (activating_user);
CREATE INDEX prototype_by_account ON prototype (account);
CREATE INDEX prototype_by_team ON prototype (team);

------------------------------------------------------------------------------------------------------------------------
-- repositories/quota: quotas
------------------------------------------------------------------------------------------------------------------------

CREATE TABLE quota (
  id          bigint PRIMARY KEY,
  namespace   bigint NOT NULL UNIQUE REFERENCES namespace ON DELETE CASCADE,
  limit_bytes bigint NOT NULL CHECK (limit_bytes > 0)
);

CREATE TABLE quota_limit (
  id      bigint PRIMARY KEY,
  quota   bigint NOT NULL REFERENCES quota ON DELETE CASCADE,
  type    text NOT NULL CHECK (type IN ('Warning', 'Reject')),
  percent int NOT NULL CHECK (percent BETWEEN 1 AND 100),
  UNIQUE (quota, type, percent)
);

------------------------------------------------------------------------------------------------------------------------
-- repositories/proxycache: organizations that cache another registry
------------------------------------------------------------------------------------------------------------------------

-- The credentials are sealed by the vault.
CREATE TABLE proxy_cache (
  organization      bigint PRIMARY KEY REFERENCES namespace ON DELETE CASCADE,
  upstream_registry text NOT NULL,
  sealed_username   text,
  sealed_password   text,
  sealed_for        uuid NOT NULL,
  expiration_s      bigint NOT NULL,
  insecure          boolean NOT NULL
);

------------------------------------------------------------------------------------------------------------------------
-- repositories/autoprune: auto-prune policies
------------------------------------------------------------------------------------------------------------------------

-- Which tags of a namespace registries are to remove: all but the newest ones, or those over an age.
CREATE TABLE autoprune_policy (
  id                  bigint PRIMARY KEY,
  uuid                uuid NOT NULL UNIQUE,
  namespace           bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  method              text NOT NULL CHECK (method IN ('number_of_tags', 'creation_date')),
  value               text NOT NULL,
  tag_pattern         text,
  tag_pattern_matches boolean NOT NULL
);
CREATE INDEX autoprune_policy_by_namespace ON autoprune_policy (namespace, id);

------------------------------------------------------------------------------------------------------------------------
-- repositories/notification: notifications to accounts
------------------------------------------------------------------------------------------------------------------------

-- Shown until dismissed. The notification of an invitation is deleted with the invitation, whose secret code is derived from the
-- UUID and the master key. A reached limit of a quota is notified to several accounts, and deleted with the limit.
CREATE TABLE notification (
  seq         bigint NOT NULL,
  ordinal     int NOT NULL,
  uuid        uuid NOT NULL UNIQUE,
  account     bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  kind        text NOT NULL,
  created     timestamptz NOT NULL,
  dismissed   boolean NOT NULL DEFAULT false,
  invitation  bigint REFERENCES team_invitation ON DELETE CASCADE,
  code        uuid,
  quota_limit bigint REFERENCES quota_limit ON DELETE CASCADE,
  PRIMARY KEY (seq, ordinal, account)
);
CREATE INDEX notification_by_account ON notification (account, dismissed, seq DESC, ordinal DESC);
CREATE INDEX notification_by_invitation ON notification (invitation);
CREATE INDEX notification_by_quota_limit ON notification (quota_limit) WHERE quota_limit IS NOT NULL;

-- The limits that accounts are notified of now, each with the number of its notice (activity.quota_notice).
CREATE TABLE quota_alarm (
  quota_limit bigint PRIMARY KEY REFERENCES quota_limit ON DELETE CASCADE,
  notice      bigint NOT NULL
);

------------------------------------------------------------------------------------------------------------------------
-- repositories/export: exports of usage logs
------------------------------------------------------------------------------------------------------------------------

-- Exports are read from the log itself. The recipient is deleted when the export is done.
CREATE TABLE log_export (
  id             bigint PRIMARY KEY,
  export_id      uuid NOT NULL UNIQUE,
  namespace      bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  -- Null for the log of a whole account.
  repository     bigint REFERENCES repository ON DELETE CASCADE,
  requester      bigint NOT NULL REFERENCES namespace ON DELETE CASCADE,
  service_keys   boolean NOT NULL,
  starts         timestamptz NOT NULL,
  ends           timestamptz NOT NULL,
  code           uuid NOT NULL,
  code_digest    text COLLATE "C" NOT NULL,
  callback_url   text,
  callback_email text,
  requested      timestamptz NOT NULL,
  finished       timestamptz
);
CREATE INDEX log_export_waiting ON log_export (id) WHERE finished IS NULL;
CREATE INDEX log_export_by_namespace ON log_export (namespace);
CREATE INDEX log_export_by_requester ON log_export (requester);
CREATE INDEX log_export_by_repository ON log_export (repository);

------------------------------------------------------------------------------------------------------------------------
-- platform/mail: mails that wait to be sent
------------------------------------------------------------------------------------------------------------------------

-- A mail is deleted with the account that receives it, and with the account on whose behalf it is sent.
CREATE TABLE mail (
  id      bigint PRIMARY KEY,
  kind    text NOT NULL,
  account bigint REFERENCES namespace ON DELETE CASCADE,
  sender  bigint REFERENCES namespace ON DELETE CASCADE,
  address text NOT NULL,
  code    uuid NOT NULL,
  about   jsonb NOT NULL,
  created timestamptz NOT NULL
);
CREATE INDEX mail_by_account ON mail (account);
CREATE INDEX mail_by_sender ON mail (sender);

------------------------------------------------------------------------------------------------------------------------
-- records/log: usage logs
------------------------------------------------------------------------------------------------------------------------

-- Usage logs outlive the accounts that they name. They are partitioned by month, because this is the one table that grows with
-- every write without limit: old months are dropped as a whole, and a query reads the months that it asks for. The primary key
-- is also the order in which the log of all accounts is read. Whatever plan was kept, a log is read by one range of one index:
-- each index begins with the subject, also in the order of the query, so that the primary key can serve the log of all accounts
-- and no other. Row values are compared, which requires the same direction for all columns.
CREATE TABLE usage_log (
  seq        bigint NOT NULL,
  ordinal    int NOT NULL,
  time       timestamptz NOT NULL,
  kind       text NOT NULL,
  namespace  bigint,
  performer  bigint,
  repository bigint,
  ip         text,
  metadata   jsonb NOT NULL,
  -- Whose personal data an entry contains, and where: subjects[i] is the key of the subject of the value at places[i], which is
  -- a key of the metadata or '/ip'. When the subject is erased, these values are erased here as in the journal.
  subjects   uuid[] NOT NULL DEFAULT '{}',
  places     text[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (time, seq, ordinal)
) PARTITION BY RANGE (time);
CREATE INDEX usage_log_by_namespace ON usage_log (namespace, time, seq, ordinal);
CREATE INDEX usage_log_by_performer ON usage_log (performer, namespace, time, seq, ordinal);
CREATE INDEX usage_log_by_repository ON usage_log (repository, time, seq, ordinal) WHERE repository IS NOT NULL;
-- No pending list: emptying it would delay one write in thousands.
CREATE INDEX usage_log_by_subject ON usage_log USING gin (subjects) WITH (fastupdate = off);

-- How many entries of each kind there are on each day (UTC); 0 stands for no namespace, repository or performer.
CREATE TABLE usage_log_count (
  namespace  bigint NOT NULL,
  day        date NOT NULL,
  kind       text COLLATE "C" NOT NULL,
  repository bigint NOT NULL,
  performer  bigint NOT NULL,
  count      bigint NOT NULL,
  PRIMARY KEY (namespace, day, kind, repository, performer)
);
CREATE INDEX usage_log_count_by_repository ON usage_log_count (repository, day) WHERE repository <> 0;
CREATE INDEX usage_log_count_by_day ON usage_log_count (day);

-- Rule: a trigger counts each new entry of the log in usage_log_count.
CREATE FUNCTION count_usage_logs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO usage_log_count AS c (namespace, day, kind, repository, performer, count)
  SELECT coalesce(namespace, 0), (time AT TIME ZONE 'UTC')::date, kind, coalesce(repository, 0), coalesce(performer, 0),
         count(*)
  FROM added GROUP BY 1, 2, 3, 4, 5
  ON CONFLICT (namespace, day, kind, repository, performer) DO UPDATE SET count = c.count + excluded.count;
  RETURN NULL;
END $$;
CREATE TRIGGER count_usage_logs AFTER INSERT ON usage_log REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION count_usage_logs();

-- Rule: make_usage_log_month makes sure that a month has its table: ahead of time, and whenever a projector needs one, even of
-- long ago. The lock lets one caller through at a time and blocks neither readers nor writers.
CREATE FUNCTION make_usage_log_month(at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  month timestamp := date_trunc('month', at AT TIME ZONE 'UTC');
  name  text := 'usage_log_' || to_char(month, 'YYYY_MM');
BEGIN
  IF to_regclass(name) IS NULL THEN
    LOCK TABLE usage_log IN SHARE UPDATE EXCLUSIVE MODE;
    IF to_regclass(name) IS NULL THEN
      EXECUTE format('CREATE TABLE %I (LIKE usage_log INCLUDING DEFAULTS)', name);
      EXECUTE format('ALTER TABLE usage_log ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', name,
        month AT TIME ZONE 'UTC', (month + interval '1 month') AT TIME ZONE 'UTC');
    END IF;
  END IF;
END $$;

-- The months that end at a moment or before it, whether or not they are still attached to the log.
CREATE FUNCTION usage_log_months(until timestamptz)
RETURNS TABLE (name text, attached boolean, half_detached boolean) LANGUAGE sql STABLE AS $$
  SELECT c.relname::text, i.inhrelid IS NOT NULL, coalesce(i.inhdetachpending, false)
  FROM pg_class c LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
  WHERE c.relkind = 'r' AND c.relname ~ '^usage_log_[0-9]{4,}_[0-9]{2}$'
    AND c.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = to_regclass('usage_log'))
    AND (to_date(substr(c.relname, 11), 'YYYY_MM') + interval '1 month')
      <= until AT TIME ZONE 'UTC'
  ORDER BY c.relname
$$;

-- Rule: drop_usage_log_months drops these months, with their counts. Months that were detached before need no lock that others
-- wait for.
CREATE FUNCTION drop_usage_log_months(until timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  month text;
BEGIN
  FOR month IN SELECT name FROM usage_log_months(until) LOOP
    EXECUTE format('DROP TABLE %I', month);
  END LOOP;
  DELETE FROM usage_log_count WHERE day < (date_trunc('month', until AT TIME ZONE 'UTC'))::date;
END $$;

-- The months that the service is about to write.
DO $$ BEGIN
  PERFORM make_usage_log_month(now() + n * interval '1 month') FROM generate_series(0, 2) n;
END $$;

-- Usage logs and counts of both sources, the journal and the activity topic; every list's index exists on both.
CREATE VIEW every_usage_log AS
SELECT seq, ordinal, time, kind, namespace, performer, ip, metadata, repository FROM usage_log
UNION ALL
SELECT seq, ordinal, time, kind, namespace, performer, ip, metadata, repository FROM activity.usage_log;

CREATE VIEW every_usage_log_count AS
SELECT namespace, day, kind, repository, performer, count FROM usage_log_count
UNION ALL
SELECT namespace, day, kind, repository, performer, count FROM activity.usage_log_count;

------------------------------------------------------------------------------------------------------------------------
-- registries/servicekey: keys of services that access the registry
------------------------------------------------------------------------------------------------------------------------

-- The public keys. A private key is shown once and stored nowhere.
CREATE TABLE service_key (
  id            bigint PRIMARY KEY,
  kid           text COLLATE "C" NOT NULL UNIQUE,
  service       text COLLATE "C" NOT NULL,
  name          text NOT NULL,
  jwk           jsonb NOT NULL,
  metadata      jsonb NOT NULL,
  -- Personal data, shown inside the metadata: who created the key, from which address, and the key of that subject.
  creator       text,
  creator_ip    text,
  creator_key   uuid,
  created       timestamptz NOT NULL,
  created_seq   bigint NOT NULL,
  expires       timestamptz,
  approval_type text,
  approver      bigint REFERENCES namespace ON DELETE SET NULL,
  approved      timestamptz,
  notes         text,
  CHECK ((approval_type IS NULL) = (approved IS NULL))
);
CREATE INDEX service_key_by_service ON service_key (service, id);
CREATE INDEX service_key_by_seq ON service_key (created_seq);
CREATE INDEX service_key_by_expiry ON service_key (expires);
CREATE INDEX service_key_unapproved ON service_key (created) WHERE approved IS NULL;
CREATE INDEX service_key_by_approver ON service_key (approver);
CREATE INDEX service_key_by_creator ON service_key (creator_key);

-- Rule: when a subject is erased, a trigger erases its name and address as the creator of service keys. It is a trigger because
-- the area of users does not know service keys.
CREATE FUNCTION forget_service_key_creator() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE service_key
  SET creator = '(erased)', creator_ip = CASE WHEN creator_ip IS NULL THEN NULL ELSE '(erased)' END
  WHERE creator_key = NEW.subject_key;
  RETURN NULL;
END $$;
CREATE TRIGGER forget_service_key_creator AFTER INSERT ON erased_subject
  FOR EACH ROW EXECUTE FUNCTION forget_service_key_creator();

------------------------------------------------------------------------------------------------------------------------
-- registries/registry: the size of the registry
------------------------------------------------------------------------------------------------------------------------

-- The last size of the whole registry, and the next computation: requested while there is a run, in progress while there is an
-- attempt at it. No row if it was never requested.
CREATE TABLE registry_size (
  only_one     boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  size_bytes   bigint NOT NULL,
  completed_ms bigint,
  run          uuid,
  attempt      uuid,
  CHECK (attempt IS NULL OR run IS NOT NULL)
);

------------------------------------------------------------------------------------------------------------------------
-- registries/activity: what was reported lies in the schema activity, which a rebuild leaves alone
------------------------------------------------------------------------------------------------------------------------

-- Rule: triggers delete what was reported of a repository, an account or a limit of a quota together with it. Ids are never
-- reused, so a replay of old deletions finds nothing to delete.
CREATE TRIGGER forget_activity AFTER DELETE ON repository REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION activity.forget_repositories();
CREATE TRIGGER forget_activity AFTER DELETE ON namespace REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION activity.forget_namespaces();
CREATE TRIGGER forget_activity AFTER DELETE ON quota_limit REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION activity.forget_quota_limits();
