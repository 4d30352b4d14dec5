-- Items of queues (mails, exports, erasures) that failed. Not from the journal: when to try again is for the processes that live now.
CREATE TABLE attempt (
  queue        text NOT NULL,
  item         text COLLATE "C" NOT NULL,
  failures     int NOT NULL,
  first_failed timestamptz NOT NULL,
  -- When it is tried again; null while it is parked, which is until an operator says otherwise or it is too old.
  next         timestamptz,
  -- The kind of the last failure; never a text that somebody sent.
  reason       text NOT NULL,
  PRIMARY KEY (queue, item)
);
