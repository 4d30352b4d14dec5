package dev.wharfinger.accounts.robot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.accounts.robot.RobotEvent.Identity;
import dev.wharfinger.accounts.robot.RobotEvent.RobotCreated;
import dev.wharfinger.accounts.robot.RobotEvent.RobotDeleted;
import dev.wharfinger.accounts.robot.RobotEvent.RobotFederationRemoved;
import dev.wharfinger.accounts.robot.RobotEvent.RobotFederationSet;
import dev.wharfinger.accounts.robot.RobotEvent.RobotTokenRegenerated;
import dev.wharfinger.accounts.robot.RobotState.Owner;
import dev.wharfinger.accounts.robot.RobotState.Right;
import dev.wharfinger.platform.account.NamespaceName;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.security.Somebody;
import dev.wharfinger.platform.vault.Personal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RobotCommandTest {

  private static final UUID KEY = new UUID(0, 7);
  private static final UUID EMAIL = new UUID(0, 8);
  private static final RobotPlace ACME = new RobotPlace(Somebody.ADA, Optional.of("acme"));
  private static final RobotPlace OWN = new RobotPlace(Somebody.ADA, Optional.empty());
  private static final Identity IDENTITY = new Identity("https://issuer.example", "job");
  private static final AccountId ACME_ID = new AccountId(3);
  private static final AccountId CRANE = new AccountId(10);
  private static final RobotState WITHOUT =
      new RobotState(
          Right.ADMINISTRATOR, Optional.of(new Owner(ACME_ID, KEY, Optional.empty(), false)));
  private static final RobotState WITH =
      new RobotState(
          Right.ADMINISTRATOR, Optional.of(new Owner(ACME_ID, KEY, Optional.of(CRANE), false)));
  private static final RobotState NOWHERE = new RobotState(Right.ADMINISTRATOR, Optional.empty());

  @Test
  void makesARobotWithWhatIsKnownOfIt() {
    assertThat(Decide.events(WITHOUT, create("crane", false)))
        .containsExactly(
            new RobotCreated(
                new AccountId(Decide.FIRST_ID),
                ACME_ID,
                "crane",
                KEY,
                EMAIL,
                personal("box"),
                personal("It lifts"),
                null));
  }

  @Test
  void refusesARobotInTheContractsOrder() {
    assertThat(Decide.on(WITH, create("CRANE", true)))
        .isEqualTo(Decision.reject(RobotRejection.Simple.DISALLOWED));
    assertThat(Decide.on(WITH, create("CRANE", false)))
        .isEqualTo(
            Decision.reject(
                new RobotRejection.InvalidName(
                    "CRANE", "Namespace must match expression " + NamespaceName.PATTERN)));
    assertThat(Decide.on(WITH, create("crane", false)))
        .isEqualTo(Decision.reject(new RobotRejection.AlreadyExists("acme", "crane")));
    assertThat(Decide.on(NOWHERE, create("CRANE", true)))
        .isEqualTo(Decision.reject(new RobotRejection.NoOrganization("acme")));
  }

  @ParameterizedTest
  @EnumSource(
      value = Right.class,
      names = {"NONE", "MEMBER", "READER"})
  void deniesWhoDoesNotAdminister(Right right) {
    Decision denied = Decision.reject(CommonRejection.NOT_PERMITTED);
    RobotState state = new RobotState(right, WITH.owner());
    assertThat(Decide.on(state, create("CRANE", true))).isEqualTo(denied);
    assertThat(Decide.on(state, new RobotCommand.Delete(ACME, "crane"))).isEqualTo(denied);
    assertThat(Decide.on(state, new RobotCommand.Regenerate(ACME, "crane", "b"))).isEqualTo(denied);
    assertThat(Decide.on(state, federate(new Identity("", "")))).isEqualTo(denied);
    assertThat(Decide.on(state, new RobotCommand.Unfederate(ACME, "crane"))).isEqualTo(denied);
  }

  @Test
  void changesARobotThatIsThere() {
    assertThat(Decide.events(WITH, new RobotCommand.Delete(OWN, "crane")))
        .containsExactly(new RobotDeleted(CRANE, ACME_ID, "crane"));
    assertThat(Decide.events(WITH, new RobotCommand.Regenerate(ACME, "crane", "box")))
        .containsExactly(new RobotTokenRegenerated(CRANE, ACME_ID, "crane", personal("box")));
    assertThat(Decide.events(WITH, federate(IDENTITY)))
        .containsExactly(new RobotFederationSet(CRANE, ACME_ID, "crane", List.of(IDENTITY)));
    assertThat(Decide.events(WITH, new RobotCommand.Unfederate(ACME, "crane")))
        .containsExactly(new RobotFederationRemoved(CRANE, ACME_ID, "crane"));
  }

  @Test
  void findsNoRobotThatIsNotThere() {
    Decision unknown = Decision.reject(RobotRejection.Simple.UNKNOWN);
    assertThat(Decide.on(WITHOUT, new RobotCommand.Delete(ACME, "crane"))).isEqualTo(unknown);
    assertThat(Decide.on(WITHOUT, new RobotCommand.Regenerate(OWN, "crane", "b")))
        .isEqualTo(unknown);
    assertThat(Decide.on(WITHOUT, federate(IDENTITY))).isEqualTo(unknown);
    assertThat(Decide.on(WITHOUT, new RobotCommand.Unfederate(ACME, "crane"))).isEqualTo(unknown);
  }

  @Test
  void checksIdentitiesBeforeTheRobot() {
    Decision incomplete = Decision.reject(RobotRejection.Simple.INCOMPLETE_IDENTITY);
    assertThat(Decide.on(WITHOUT, federate(new Identity("", "job")))).isEqualTo(incomplete);
    assertThat(Decide.on(WITHOUT, federate(new Identity("https://a", "")))).isEqualTo(incomplete);
    assertThat(Decide.on(WITHOUT, federate(new Identity("ftp://a", "job"))))
        .isEqualTo(Decision.reject(RobotRejection.Simple.ISSUER_IS_NO_URL));
    assertThat(Decide.on(WITHOUT, federate(IDENTITY, new Identity("http://a", "b"), IDENTITY)))
        .isEqualTo(Decision.reject(RobotRejection.Simple.DUPLICATE_IDENTITY));
  }

  private static RobotCommand create(String name, boolean disallowed) {
    return new RobotCommand.Create(
        ACME, name, Optional.of("It lifts"), Optional.empty(), EMAIL, "box", disallowed);
  }

  private static RobotCommand federate(Identity... identities) {
    return new RobotCommand.Federate(ACME, "crane", List.of(identities));
  }

  private static Personal personal(String value) {
    return new Personal.Known(value, KEY);
  }
}
