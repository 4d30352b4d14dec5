-- What is told of a quota's limit is told to each of several people, and goes with the limit.
ALTER TABLE notification DROP CONSTRAINT notification_pkey, ADD PRIMARY KEY (seq, ordinal, account);
ALTER TABLE notification ADD COLUMN quota_limit bigint REFERENCES quota_limit ON DELETE CASCADE;
CREATE INDEX notification_by_quota_limit ON notification (quota_limit) WHERE quota_limit IS NOT NULL;

-- The limits that somebody is told of now, each with the number of the crossing.
CREATE TABLE quota_alarm (
  quota_limit bigint PRIMARY KEY REFERENCES quota_limit ON DELETE CASCADE,
  notice      bigint NOT NULL
);

CREATE TRIGGER forget_activity AFTER DELETE ON quota_limit REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION activity.forget_quota_limits();
