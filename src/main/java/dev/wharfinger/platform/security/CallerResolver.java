package dev.wharfinger.platform.security;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Finds out who makes a request. */
public interface CallerResolver {

  /**
   * The caller that an {@code Authorization} header names; anything that is no valid credential
   * makes him anonymous (common 2.1). The one failure is a token of an external issuer that does
   * not stand up, see {@link InvalidExternalToken}.
   */
  Uni<Caller> resolve(Optional<String> authorization);

  /** A token of an external issuer was refused; its message is the text of the 401 (common 2.1). */
  final class InvalidExternalToken extends RuntimeException {
    public InvalidExternalToken(String reason) {
      super(reason, null, false, false);
    }
  }
}
