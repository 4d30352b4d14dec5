package dev.wharfinger.accounts.application;

import static dev.wharfinger.accounts.application.Given.ACME;
import static dev.wharfinger.accounts.application.Given.ADA;
import static dev.wharfinger.accounts.application.Given.CLIENT;
import static dev.wharfinger.accounts.application.Given.CRANE;
import static dev.wharfinger.accounts.application.Given.personal;
import static dev.wharfinger.platform.journal.Decide.FIRST_ID;
import static dev.wharfinger.platform.journal.Decide.events;
import static dev.wharfinger.platform.journal.Decide.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.accounts.application.ApplicationEvent.ApplicationChanged;
import dev.wharfinger.accounts.application.ApplicationEvent.ApplicationCreated;
import dev.wharfinger.accounts.application.ApplicationEvent.ApplicationDeleted;
import dev.wharfinger.accounts.application.ApplicationEvent.ApplicationSecretReset;
import dev.wharfinger.accounts.application.CreateOrganizationApplication.Create;
import dev.wharfinger.accounts.application.DeleteOrganizationApplication.Delete;
import dev.wharfinger.accounts.application.ResetOrganizationApplicationClientSecret.Reset;
import dev.wharfinger.accounts.application.UpdateOrganizationApplication.Update;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.rights.OrganizationAccess;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrganizationApplicationTest {

  private static final Decision FORBIDDEN = Decision.reject(CommonRejection.NOT_PERMITTED);
  private static final Decision NOT_FOUND = Decision.reject(CommonRejection.NOT_FOUND);

  @Test
  void createsAnApplicationWithASealedSecret() {
    assertThat(events(Given.noApplication(), create("crane")))
        .containsExactly(
            new ApplicationCreated(
                FIRST_ID,
                ACME,
                CLIENT,
                personal("sealed"),
                "crane",
                null,
                "https://crane.example",
                null,
                personal("crane@example.org")));
  }

  @Test
  void replacesEverythingWhetherItChangesOrNot() {
    assertThat(events(Given.crane(), update("lift")))
        .containsExactly(
            new ApplicationChanged(
                CRANE, ACME, CLIENT, "lift", null, "https://crane.example", "back", null));
  }

  @Test
  void deletesAndResets() {
    assertThat(events(Given.crane(), delete()))
        .containsExactly(new ApplicationDeleted(CRANE, ACME, CLIENT, "crane"));
    assertThat(events(Given.crane(), reset()))
        .containsExactly(
            new ApplicationSecretReset(CRANE, ACME, CLIENT, "crane", personal("sealed")));
  }

  @Test
  void refusesTheReservedNameToAdministratorsOnly() {
    Decision reserved = Decision.reject(ApplicationRejection.Simple.RESERVED_NAME);
    assertThat(on(Given.noApplication(), create("__quay_bootstrap_app"))).isEqualTo(reserved);
    assertThat(on(Given.crane(), update("__quay_bootstrap_app"))).isEqualTo(reserved);
    assertThat(on(Given.noApplication(), update("__quay_bootstrap_app"))).isEqualTo(NOT_FOUND);
    assertThat(
            on(
                Given.noApplication(new OrganizationAccess.Member(ACME)),
                create("__quay_bootstrap_app")))
        .isEqualTo(FORBIDDEN);
  }

  @Test
  void looksAtTheRightThenAtTheOrganizationThenAtTheApplication() {
    for (Command<ApplicationState> command : List.of(update("lift"), delete(), reset())) {
      assertThat(on(Given.crane(new OrganizationAccess.Member(ACME)), command))
          .isEqualTo(FORBIDDEN);
      assertThat(on(Given.noOrganization(false), command)).isEqualTo(FORBIDDEN);
      assertThat(on(Given.noOrganization(true), command)).isEqualTo(NOT_FOUND);
      assertThat(on(Given.noApplication(), command)).isEqualTo(NOT_FOUND);
    }
    assertThat(on(Given.noOrganization(false), create("crane"))).isEqualTo(FORBIDDEN);
    assertThat(on(Given.noOrganization(true), create("crane"))).isEqualTo(NOT_FOUND);
  }

  private static Create create(String name) {
    return new Create(
        "acme",
        ADA,
        CLIENT,
        "sealed",
        name,
        null,
        "https://crane.example",
        null,
        "crane@example.org");
  }

  private static Update update(String name) {
    return new Update("acme", CLIENT, ADA, name, "back", "https://crane.example", null, null);
  }

  private static Delete delete() {
    return new Delete("acme", CLIENT, ADA);
  }

  private static Reset reset() {
    return new Reset("acme", CLIENT, ADA, "sealed");
  }
}
