package dev.wharfinger.platform.journal;

/** The reasons that commands of all areas have in common. */
public enum CommonRejection implements Rejection {
  /** There is no caller, or their account was deleted before the command's turn came. */
  NOT_SIGNED_IN,

  /** The caller does not have the right, or their credential does not cover it. */
  NOT_PERMITTED,

  /** What the command applies to does not exist. */
  NOT_FOUND;

  @Override
  public boolean deniesCaller() {
    return switch (this) {
      case NOT_SIGNED_IN, NOT_PERMITTED -> true;
      case NOT_FOUND -> false;
    };
  }
}
