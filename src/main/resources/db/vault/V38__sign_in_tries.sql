-- A try counts from when it is admitted; until its password is known to be right or wrong no other one of
-- the same name is admitted, so that many at once are not many guesses.
ALTER TABLE sign_in_failure ADD COLUMN undecided boolean NOT NULL DEFAULT false;
