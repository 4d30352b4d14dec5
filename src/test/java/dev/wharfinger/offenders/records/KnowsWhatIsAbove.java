package dev.wharfinger.offenders.records;

import dev.wharfinger.accounts.user.UserEvent;

/** Records know nothing of accounts: those write records. */
public final class KnowsWhatIsAbove {

  private KnowsWhatIsAbove() {}

  static boolean isOfUsers(Object event) {
    return event instanceof UserEvent;
  }
}
