package dev.wharfinger.accounts.recovery;

import dev.wharfinger.platform.journal.Rejection;

/** Why commands of account recovery are rejected. */
enum RecoveryRejection implements Rejection {
  /** The code is unknown, used or expired; it is all that its caller has to prove who they are. */
  INVALID_CODE;

  @Override
  public boolean deniesCaller() {
    return true;
  }
}
