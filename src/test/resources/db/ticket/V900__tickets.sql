-- The read models of the tickets that the engine's tests open.

CREATE TABLE ticket (
  id       bigint PRIMARY KEY,
  title    text NOT NULL UNIQUE CHECK (title <> 'unprojectable'),
  reporter text,
  opened   timestamptz NOT NULL,
  seq      bigint NOT NULL
);

CREATE TABLE counter (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  value    bigint NOT NULL
);
INSERT INTO counter (value) VALUES (0);
