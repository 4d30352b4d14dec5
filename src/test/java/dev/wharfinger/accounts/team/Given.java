package dev.wharfinger.accounts.team;

import dev.wharfinger.accounts.team.TeamState.Membership;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.rights.OrganizationAccess;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.vault.Personal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** What the decisions under test are about: team {@code crew} of organization {@code acme}. */
final class Given {

  static final OrganizationId ACME = new OrganizationId(7);
  static final TeamId CREW = new TeamId(8);
  static final AccountId MEL = new AccountId(3);
  static final AccountId BOT = new AccountId(4);

  static final UUID KEY = new UUID(0, 3);

  /** The caller of these tests, with every scope. */
  static final Caller.User ADA = ada(EnumSet.allOf(Scope.class), false);

  /** The same with a token that says nothing of organizations. */
  static final Caller.User ADA_UNSCOPED = ada(Set.of(Scope.USER_ADMIN, Scope.REPO_CREATE), false);

  /** A superuser with full access. */
  static final Caller.User FULL_ACCESS = ada(EnumSet.allOf(Scope.class), true);

  private Given() {}

  static TeamState noTeam() {
    return new TeamState.Missing(new OrganizationAccess.Administrator(ACME));
  }

  static TeamState noOrganization() {
    return new TeamState.Missing(new OrganizationAccess.NoOrganization(false));
  }

  /** The team, to a caller who administers the organization. */
  static TeamState crew(TeamRole role, Membership tie) {
    return crew(new OrganizationAccess.Administrator(ACME), role, tie);
  }

  static TeamState crew(OrganizationAccess access, TeamRole role, Membership tie) {
    return new TeamState.Present(access, ACME, CREW, "crew", role, "They load", tie);
  }

  static MemberState.Candidate user(AccountId account, String name, boolean inTeam) {
    return candidate(account, name, false, inTeam, inTeam, OptionalLong.empty());
  }

  static MemberState.Candidate robot(String name) {
    return candidate(BOT, name, true, false, false, OptionalLong.empty());
  }

  /** A user in another team of the organization. */
  static MemberState.Candidate colleague(AccountId account, String name) {
    return candidate(account, name, false, false, true, OptionalLong.empty());
  }

  /** A user who has been invited to the team. */
  static MemberState.Candidate invited(AccountId account, String name, long invitation) {
    return candidate(account, name, false, false, false, OptionalLong.of(invitation));
  }

  private static MemberState.Candidate candidate(
      AccountId account,
      String name,
      boolean robot,
      boolean inTeam,
      boolean inOrganization,
      OptionalLong invitation) {
    return new MemberState.Candidate.Known(
        account, name, KEY, robot, inTeam, name + "@example.org", inOrganization, invitation);
  }

  static Personal personal(String name) {
    return new Personal.Known(name, KEY);
  }

  private static Caller.User ada(Set<Scope> scopes, boolean fullAccess) {
    return new Caller.User(
        new AccountId(1),
        "ada",
        new UUID(0, 1),
        scopes,
        Optional.empty(),
        fullAccess,
        fullAccess,
        false);
  }
}
