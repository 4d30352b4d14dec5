-- Who does a piece of work that one instance at a time may do, and until when unless he renews it. Not from the journal:
-- it says something of processes that live now, by the clock of Postgres alone.
CREATE TABLE lease (
  name   text PRIMARY KEY,
  holder text NOT NULL,
  until  timestamptz NOT NULL
);
