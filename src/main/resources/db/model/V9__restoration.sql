-- records/history: what ended that has a name, each life of it with its last state's kind. What can be restored is listed from
-- here: what ended by itself, not together with its namespace.
CREATE TABLE history_end (
  entity    text COLLATE "C" NOT NULL,
  seq       bigint NOT NULL,
  -- The record with which the life began that ended.
  born      bigint NOT NULL,
  namespace bigint NOT NULL,
  kind      text COLLATE "C" NOT NULL CHECK (kind IN ('organization', 'user', 'robot', 'team', 'repository')),
  by_itself boolean NOT NULL,
  PRIMARY KEY (entity, seq)
);
CREATE INDEX history_end_by_seq ON history_end (seq, entity) WHERE by_itself AND kind <> 'user';
CREATE INDEX history_end_by_kind ON history_end (kind, seq, entity) WHERE by_itself AND kind <> 'user';
CREATE INDEX history_end_by_namespace ON history_end (namespace, seq, entity) WHERE by_itself AND kind <> 'user';

INSERT INTO history_end (entity, seq, born, namespace, kind, by_itself)
SELECT ended.entity, ended.seq, ended.born, ended.namespace,
  CASE split_part(ended.entity, '/', 1) WHEN 'account' THEN lower(last.document ->> 'kind') ELSE split_part(ended.entity, '/', 1) END,
  ended.entity = 'account/' || ended.namespace OR NOT EXISTS (
    SELECT FROM history_version owner
    WHERE owner.entity = 'account/' || ended.namespace AND owner.seq = ended.seq
      AND owner.step = ended.step AND owner.document IS NULL)
FROM history_version ended
  CROSS JOIN LATERAL (SELECT v.document FROM history_version v
    WHERE v.entity = ended.entity AND (v.seq, v.step) < (ended.seq, ended.step) ORDER BY v.seq DESC, v.step DESC LIMIT 1) last
WHERE ended.document IS NULL AND split_part(ended.entity, '/', 1) IN ('account', 'team', 'repository')
ORDER BY ended.seq, ended.step ON CONFLICT DO NOTHING;

-- accounts/restoration: what the answers to requests to restore something say, so that a repeated request is told the same.
CREATE TABLE restoration (
  entity    text COLLATE "C" NOT NULL,
  seq       bigint NOT NULL,
  ordinal   int NOT NULL,
  -- How many repositories of an organization follow in later records; negative in these, so that the sum is how many are left.
  following int NOT NULL,
  answer    jsonb NOT NULL,
  PRIMARY KEY (entity, seq, ordinal)
);
