package dev.wharfinger.accounts.team;

import dev.wharfinger.platform.account.NamespaceName;
import dev.wharfinger.platform.config.Bound;
import java.util.Optional;

/**
 * The rule for team names: that for account names, with another error text. Source: contract
 * neighbours 4.
 */
final class TeamName {

  private static final int MIN_LENGTH = 2;

  @Bound(
      of = "name of a team",
      unit = "characters",
      beyond = "400",
      test = "UpdateOrganizationTeamTest.refusesATeamNameThatIsTooLong")
  private static final int MAX_LENGTH = 255;

  private TeamName() {}

  /** What is wrong with a name; the pattern is tested before the length. */
  static Optional<String> issue(String name) {
    if (!NamespaceName.matches(name)) {
      return Optional.of("Namespace must match expression " + NamespaceName.PATTERN);
    }
    if (name.length() < MIN_LENGTH || name.length() > MAX_LENGTH) {
      return Optional.of("Team must be between 2 and 255 characters in length");
    }
    return Optional.empty();
  }
}
