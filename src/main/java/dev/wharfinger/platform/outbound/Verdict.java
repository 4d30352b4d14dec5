package dev.wharfinger.platform.outbound;

import java.net.InetAddress;
import java.util.List;

/** Whether the service may speak to an address that a user names. Source: organization 2.18. */
public sealed interface Verdict {

  /**
   * It may.
   *
   * @param addresses all that the host resolved to, each of them checked: a connection goes to one
   *     of these and asks no name server again
   */
  record Allowed(Url url, int port, List<InetAddress> addresses) implements Verdict {
    public Allowed {
      addresses = List.copyOf(addresses);
    }
  }

  /** It may not, for the reason that the contract has for a registry. */
  record Refused(Reason reason, String text) implements Verdict {}

  /** Why not. */
  enum Reason {
    /** The text is no usable address. */
    SYNTAX,
    /** Nobody knows the host. */
    UNRESOLVABLE,
    /** The host is internal. */
    BLOCKED
  }
}
