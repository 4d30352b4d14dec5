package dev.wharfinger.accounts.application;

import static dev.wharfinger.platform.journal.Decide.FIRST_ID;
import static dev.wharfinger.platform.journal.Decide.events;
import static dev.wharfinger.platform.journal.Decide.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.accounts.application.AssignApplicationToken.Assign;
import dev.wharfinger.accounts.application.AssignApplicationToken.Assignee;
import dev.wharfinger.accounts.application.AssignApplicationToken.State;
import dev.wharfinger.accounts.application.AssignmentEvent.TokenAssigned;
import dev.wharfinger.accounts.application.ClientState.OwnerRelation;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.vault.Personal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AssignTest {

  private static final UUID KEY = new UUID(0, 3);
  private static final Optional<Assignee> BOB =
      Optional.of(new Assignee(new AccountId(9), "bob", KEY));
  private static final Assign COMMAND =
      new Assign(
          new AccountId(1),
          "bob",
          "CLIENT",
          "anywhere",
          "any scope",
          "token",
          new UUID(0, 5),
          Instant.EPOCH);

  @Test
  void offersAUserATokenWhateverItIsFor() {
    assertThat(events(new State(BOB, client(OwnerRelation.ADMINISTRATOR)), COMMAND))
        .containsExactly(
            new TokenAssigned(
                FIRST_ID,
                new UUID(0, 5),
                new AccountId(9),
                new Personal.Known("bob", KEY),
                4,
                new OrganizationId(7),
                "CLIENT",
                "crane",
                "anywhere",
                "any scope",
                "token"));
  }

  @Test
  void offersNothingToNobodyAndNothingOfWhatIsNotOnesOwn() {
    Decision unknown = Decision.reject(ApplicationRejection.Simple.UNKNOWN_CLIENT_OR_USER);
    assertThat(on(new State(Optional.empty(), client(OwnerRelation.NONE)), COMMAND))
        .isEqualTo(unknown);
    assertThat(on(new State(BOB, new ClientState.Unknown()), COMMAND)).isEqualTo(unknown);
    for (OwnerRelation tie : List.of(OwnerRelation.NONE, OwnerRelation.OWNED_BY_USER)) {
      assertThat(on(new State(BOB, client(tie)), COMMAND))
          .isEqualTo(Decision.reject(ApplicationRejection.Simple.NOT_ADMINISTRATOR));
    }
  }

  private static ClientState client(OwnerRelation tie) {
    return new ClientState.Known(
        4, "crane", "", "", "", "acme", "", "", tie, List.of(), new AccountId(7), Optional.empty());
  }
}
