package dev.wharfinger.repositories.proxycache;

import static dev.wharfinger.platform.journal.Decide.events;
import static dev.wharfinger.platform.journal.Decide.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.platform.rights.OrganizationAccess;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.repositories.proxycache.CreateProxyCacheConfig.Create;
import dev.wharfinger.repositories.proxycache.DeleteProxyCacheConfig.Delete;
import dev.wharfinger.repositories.proxycache.ProxyCacheEvent.ProxyCacheCreated;
import dev.wharfinger.repositories.proxycache.ProxyCacheEvent.ProxyCacheDeleted;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProxyCacheDecisionTest {

  private static final OrganizationId ACME = new OrganizationId(7);
  private static final UUID KEY = new UUID(0, 7);
  private static final UUID SEALED_FOR = new UUID(0, 8);
  private static final Caller.User ADA =
      new Caller.User(
          new AccountId(1),
          "ada",
          new UUID(0, 1),
          EnumSet.allOf(Scope.class),
          Optional.empty(),
          false,
          false,
          false);
  private static final Rejection BLOCKED = new ProxyCacheRejection.AddressRefused("blocked");

  private static final ProxyCacheState FREE =
      new ProxyCacheState(new OrganizationAccess.Administrator(ACME), false, KEY, false);
  private static final ProxyCacheState TAKEN =
      new ProxyCacheState(new OrganizationAccess.Administrator(ACME), true, KEY, false);
  private static final ProxyCacheState FOREIGN =
      new ProxyCacheState(new OrganizationAccess.Member(ACME), true, KEY, false);
  private static final ProxyCacheState NOWHERE =
      new ProxyCacheState(new OrganizationAccess.NoOrganization(true), false, null, false);

  @Test
  void createsWithCredentialsOfTheOrganizationsSubject() {
    assertThat(events(FREE, create(false, Optional.empty())))
        .containsExactly(
            new ProxyCacheCreated(
                ACME, "quay.io", new Personal.Known("box", KEY), null, SEALED_FOR, 86_400, false));
  }

  @Test
  void refusesInTheOrderOfTheContract() {
    assertThat(on(FOREIGN, create(true, Optional.of(BLOCKED))))
        .isEqualTo(Decision.reject(CommonRejection.NOT_PERMITTED));
    assertThat(on(TAKEN, create(true, Optional.of(BLOCKED))))
        .isEqualTo(Decision.reject(ProxyCacheRejection.Simple.ALREADY_CONFIGURED));
    assertThat(on(NOWHERE, create(true, Optional.of(BLOCKED))))
        .isEqualTo(Decision.reject(new ProxyCacheRejection.NoOrganization("acme")));
    assertThat(on(NOWHERE, create(false, Optional.of(BLOCKED))))
        .isEqualTo(Decision.reject(BLOCKED));
    assertThat(on(NOWHERE, create(false, Optional.empty())))
        .isEqualTo(Decision.reject(ProxyCacheRejection.Simple.NOT_CONFIGURABLE));
    assertThat(on(FREE, create(true, Optional.of(BLOCKED)))).isEqualTo(Decision.reject(BLOCKED));
  }

  @Test
  void deletesWhatIsThere() {
    Delete delete = new Delete("acme", ADA);
    assertThat(events(TAKEN, delete)).containsExactly(new ProxyCacheDeleted(ACME));
    assertThat(on(FREE, delete)).isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
    assertThat(on(NOWHERE, delete)).isEqualTo(Decision.reject(CommonRejection.NOT_FOUND));
    assertThat(on(FOREIGN, delete)).isEqualTo(Decision.reject(CommonRejection.NOT_PERMITTED));
  }

  private static Create create(boolean immutableTags, Optional<Rejection> address) {
    return new Create(
        "acme", "quay.io", "box", null, SEALED_FOR, 86_400, false, ADA, immutableTags, address);
  }
}
