package dev.wharfinger.accounts.application;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.rights.OrganizationAccess;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.vault.Personal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What the decisions under test are about: application {@code crane} of organization acme. */
final class Given {

  static final OrganizationId ACME = new OrganizationId(7);
  static final long CRANE = 4;
  static final UUID KEY = new UUID(0, 3);
  static final String CLIENT = "CRANE000000000000000";

  /** The caller of these tests, with every scope. */
  static final Caller.User ADA = ada(EnumSet.allOf(Scope.class), false);

  private Given() {}

  /** Ada with a token that is good for less. */
  static Caller.User ada(Set<Scope> scopes, boolean superuser) {
    return new Caller.User(
        new AccountId(1),
        "ada",
        new UUID(0, 1),
        scopes,
        Optional.empty(),
        superuser,
        superuser,
        false);
  }

  static ApplicationState crane() {
    return crane(new OrganizationAccess.Administrator(ACME));
  }

  static ApplicationState crane(OrganizationAccess access) {
    return new ApplicationState.Present(access, ACME, KEY, CRANE, CLIENT, "crane");
  }

  static ApplicationState noApplication() {
    return noApplication(new OrganizationAccess.Administrator(ACME));
  }

  static ApplicationState noApplication(OrganizationAccess access) {
    return new ApplicationState.Missing(access, ACME, KEY);
  }

  static ApplicationState noOrganization(boolean ownName) {
    return new ApplicationState.NoOrganization(new OrganizationAccess.NoOrganization(ownName));
  }

  static Personal personal(String value) {
    return new Personal.Known(value, KEY);
  }
}
