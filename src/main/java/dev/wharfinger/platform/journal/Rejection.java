package dev.wharfinger.platform.journal;

/**
 * Why a command was not accepted, as data in the words of its area. Each area has one sealed type
 * of reasons, which its {@link Area} declares; what a client is told of them is decided elsewhere.
 */
public interface Rejection {

  /**
   * Whether the caller is refused, whatever the command asks for. A caller who repeats a command
   * that is done learns its outcome only if this is false.
   */
  default boolean deniesCaller() {
    return false;
  }
}
