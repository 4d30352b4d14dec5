-- repositories/repositorynotification: who is told of what happens in a repository, and how. The configuration is the client's JSON
-- as it was sent, without the account or team that is told; that is known by its id, so that it keeps its name.
CREATE TABLE repository_notification (
  id             bigint PRIMARY KEY,
  uuid           uuid NOT NULL UNIQUE,
  repository     bigint NOT NULL REFERENCES repository ON DELETE CASCADE,
  title          text,
  event          text NOT NULL,
  method         text NOT NULL,
  config         text NOT NULL,
  event_config   text NOT NULL,
  target_kind    text CHECK (target_kind IN ('user', 'org', 'team')),
  -- Null if there is none, or no longer.
  target_account bigint REFERENCES namespace ON DELETE SET NULL,
  target_team    bigint REFERENCES team ON DELETE SET NULL,
  -- The record that created it or reset it last: failures are counted from there.
  generation     bigint NOT NULL
);
CREATE INDEX repository_notification_by_repository ON repository_notification (repository, event, id);
CREATE INDEX repository_notification_of_expiry ON repository_notification (id) WHERE event = 'repo_image_expiry';
CREATE INDEX repository_notification_by_account ON repository_notification (target_account) WHERE target_account IS NOT NULL;
CREATE INDEX repository_notification_by_team ON repository_notification (target_team) WHERE target_team IS NOT NULL;
CREATE TRIGGER forget_activity AFTER DELETE ON repository_notification REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION activity.forget_notifications();

-- repositories/notification: notifications of what happens in a repository, deleted with it; "about" is what they tell beside its
-- names and addresses, which are those of today when they are shown.
ALTER TABLE notification
  ADD COLUMN repository bigint REFERENCES repository ON DELETE CASCADE,
  ADD COLUMN about      text;
CREATE INDEX notification_by_repository ON notification (repository) WHERE repository IS NOT NULL;
