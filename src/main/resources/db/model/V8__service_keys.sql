-- Keys of services that speak to the registry: the public halves. The private half is shown once and kept nowhere.
CREATE TABLE service_key (
  id            bigint PRIMARY KEY,
  kid           text COLLATE "C" NOT NULL UNIQUE,
  service       text COLLATE "C" NOT NULL,
  name          text NOT NULL,
  jwk           jsonb NOT NULL,
  metadata      jsonb NOT NULL,
  -- Personal data, shown inside the metadata: who made the key, from where, and the key that his data is sealed with.
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

-- Who is forgotten is forgotten here as well; a trigger, because the area of users knows nothing of service keys.
CREATE FUNCTION forget_service_key_creator() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE service_key
  SET creator = '(erased)', creator_ip = CASE WHEN creator_ip IS NULL THEN NULL ELSE '(erased)' END
  WHERE creator_key = NEW.subject_key;
  RETURN NULL;
END $$;

CREATE TRIGGER forget_service_key_creator AFTER INSERT ON erased_subject
  FOR EACH ROW EXECUTE FUNCTION forget_service_key_creator();
