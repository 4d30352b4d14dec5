package dev.wharfinger.accounts.restoration;

import java.util.Optional;

/**
 * What the decision needs.
 *
 * @param nameTaken whether something has the name now
 * @param idTaken whether it is there itself, under whatever name
 * @param unfinished the record from which it is being restored, if repositories are still to follow
 */
record RestorationState(
    Place place, boolean nameTaken, boolean idTaken, Optional<Long> unfinished, Present present) {}
