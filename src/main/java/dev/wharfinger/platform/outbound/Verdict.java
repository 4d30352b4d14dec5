package dev.wharfinger.platform.outbound;

import java.net.InetAddress;
import java.util.List;

/**
 * Whether the service may send requests to an address that a user specified. Source: organization
 * 2.18.
 */
public sealed interface Verdict {

  /**
   * It may.
   *
   * @param addresses all that the host resolved to, each checked: a connection uses one of these
   *     without another lookup
   */
  record Allowed(Url url, int port, List<InetAddress> addresses) implements Verdict {
    public Allowed {
      addresses = List.copyOf(addresses);
    }
  }

  /** It may not; the text is the contract's for a registry. */
  record Refused(Reason reason, String text) implements Verdict {}

  /** Why not. */
  enum Reason {
    /** The text is not a usable address. */
    SYNTAX,
    /** The host does not resolve. */
    UNRESOLVABLE,
    /** The host is internal. */
    BLOCKED
  }
}
