package dev.wharfinger.accounts.account;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Rows;

/** Changes to the rows of an account of any kind, and of the robots that are named after it. */
public final class AccountRows {

  /** Robots are named {@code account+robot}; the comma is the character after the plus. */
  private static final String ITS_ROBOTS =
      "namespace o WHERE o.id = $1 AND r.kind = 'robot'"
          + " AND r.name > o.name || '+' AND r.name < o.name || ','";

  private AccountRows() {}

  /** Removes an account, its robots, and what references them; its name can be reused. */
  public static void remove(AccountId account, Rows rows) {
    rows.invalidate("account:" + account.value());
    rows.updateIfPresent("DELETE FROM namespace r USING " + ITS_ROBOTS, account);
    rows.update("DELETE FROM namespace WHERE id = $1", account);
  }

  /** Renames an account and its robots. */
  public static void rename(AccountId account, String name, Rows rows) {
    rows.invalidate("account:" + account.value());
    rows.updateIfPresent(
        "UPDATE namespace r SET name = $2 || substr(r.name, length(o.name) + 1) FROM " + ITS_ROBOTS,
        account,
        name);
    rows.update("UPDATE namespace SET name = $2 WHERE id = $1", account, name);
  }
}
