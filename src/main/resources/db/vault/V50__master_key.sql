-- Which master key the keys here are wrapped with: its id, of which nothing of the key can be learnt.
CREATE TABLE master_key (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  id       text NOT NULL
);
