package dev.wharfinger.platform.journal;

/** Why a command was not accepted, as data. */
public interface Rejection {

  /**
   * Whether the caller is refused, whatever the command asks for. A caller who repeats a command
   * that is done learns its outcome only if this is false.
   */
  default boolean deniesCaller() {
    return false;
  }
}
