package dev.wharfinger.platform.http;

import dev.wharfinger.platform.journal.Rejection;

/**
 * What clients are told when a command was rejected for one of an area's reasons: status and text,
 * including what it quotes. A reason told with 401 or 403 also {@link Rejection#deniesCaller denies
 * the caller}. {@link Refusals} collects all of them at startup.
 *
 * @param <R> the sealed type of the reasons
 */
public interface Errors<R extends Rejection> {

  /** The type of the reasons. */
  Class<R> reasons();

  /** The refusal for this reason. */
  ApiError of(R reason);
}
