package dev.wharfinger.platform.security;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Determines who makes a request. */
public interface CallerResolver {

  /**
   * The caller identified by an {@code Authorization} header; without a valid credential the caller
   * is anonymous (common 2.1). The only failure is an invalid token of an external issuer, see
   * {@link InvalidExternalToken}.
   */
  Uni<Caller> resolve(Optional<String> authorization);

  /** A token of an external issuer was refused; its message is the text of the 401 (common 2.1). */
  final class InvalidExternalToken extends RuntimeException {
    public InvalidExternalToken(String reason) {
      super(reason, null, false, false);
    }
  }
}
