package dev.wharfinger.platform.journal;

/** Why a command was not accepted, as data. */
public interface Rejection {

  /**
   * Whether it is the caller who is refused, whatever the command asks for. Who repeats a command
   * that is done hears of it only as long as this is not so.
   */
  default boolean deniesCaller() {
    return false;
  }
}
