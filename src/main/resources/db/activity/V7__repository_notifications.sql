-- repositories/repositorynotification: what receivers are yet to be told of, and how often telling them failed. Neither is in the
-- journal: it concerns servers of others. A notification is known by its UUID, which is never reused.

-- Facts of what happened, without names of accounts: these are looked up when it is told, so there is nothing to erase.
CREATE TABLE notification_job (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  notification uuid NOT NULL,
  about        jsonb NOT NULL,
  -- How often it was tried in vain.
  tries        int NOT NULL DEFAULT 0,
  -- When it is tried next; while an instance tries it, when another one may take it for lost.
  due          timestamptz NOT NULL DEFAULT now(),
  -- Whether an instance tries it.
  taken        boolean NOT NULL DEFAULT false
);
CREATE INDEX notification_job_by_notification ON notification_job (notification, id);
CREATE INDEX notification_job_by_due ON notification_job (due);

-- Failures in a row since the notification was created or reset; no row for none. Those of an earlier generation do not count.
CREATE TABLE notification_failure (
  notification uuid PRIMARY KEY,
  generation   bigint NOT NULL,
  failures     int NOT NULL
);

-- Tags that a notification told will expire, and when: one that is given another end is told again.
CREATE TABLE notified_expiry (
  notification uuid NOT NULL,
  tag          text COLLATE "C" NOT NULL,
  starts       timestamptz NOT NULL,
  expires      timestamptz NOT NULL,
  PRIMARY KEY (notification, tag)
);

-- When it was last looked for what expires.
CREATE TABLE expiry_look (
  notification uuid PRIMARY KEY,
  looked       timestamptz NOT NULL
);

-- Rule: what is to be told, and how often that failed, is deleted with the notification.
CREATE FUNCTION forget_notifications() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM activity.notification_job WHERE notification IN (SELECT uuid FROM gone);
  DELETE FROM activity.notification_failure WHERE notification IN (SELECT uuid FROM gone);
  DELETE FROM activity.notified_expiry WHERE notification IN (SELECT uuid FROM gone);
  DELETE FROM activity.expiry_look WHERE notification IN (SELECT uuid FROM gone);
  RETURN NULL;
END $$;
