package dev.wharfinger.repositories.autoprune;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.api.Answers;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.CheckedBody;
import dev.wharfinger.platform.http.RequestRejection;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.repositories.autoprune.AutoPruneCommand.Change;
import dev.wharfinger.repositories.autoprune.AutoPruneCommand.Create;
import dev.wharfinger.repositories.autoprune.AutoPruneCommand.Delete;
import dev.wharfinger.repositories.autoprune.AutoPruneCommand.Policy;
import dev.wharfinger.repositories.autoprune.AutoPruneCommand.State;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.AutoPrunePolicyChanged;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.AutoPrunePolicyCreated;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.AutoPrunePolicyDeleted;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Method;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Repository;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.RepositoryAutoPrunePolicyChanged;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.RepositoryAutoPrunePolicyCreated;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.RepositoryAutoPrunePolicyDeleted;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Terms;
import dev.wharfinger.repositories.repository.PolicyPlace;
import dev.wharfinger.repositories.repository.PolicyPlace.Owner;
import dev.wharfinger.repositories.repository.PolicyTarget;
import dev.wharfinger.repositories.repository.RepositoryAccess;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryEvent;
import dev.wharfinger.repositories.repository.RepositoryName;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoPruneCommandTest {

  private static final AccountId ACME_ID = new AccountId(2);
  private static final UUID KEY = new UUID(0, 1);
  private static final UUID ID = new UUID(0, 5);
  private static final Terms TEN = new Terms(Method.NUMBER_OF_TAGS, "10", null, true);
  private static final Personal ACME = new Personal.Known("acme", KEY);
  private static final PolicyTarget GOODS =
      new PolicyTarget.OfRepository(new RepositoryName("acme", "goods"));
  private static final PolicyTarget ACME_TARGET = new PolicyTarget.Namespace("acme");
  private static final State EMPTY = new State(place(true), List.of());
  private static final State WITH_TEN = new State(place(true), List.of(new Policy(ID, TEN)));
  private static final State NOWHERE = new State(place(false, Optional.empty()), List.of());

  @Test
  void createsChangesAndDeletes() {
    assertThat(Decide.events(EMPTY, create("{\"method\": \"number_of_tags\", \"value\": 10}")))
        .containsExactly(new AutoPrunePolicyCreated(Decide.FIRST_ID, ID, ACME_ID, ACME, TEN));
    Terms young = new Terms(Method.CREATION_DATE, "2w", "v.*", false);
    assertThat(
            Decide.events(
                WITH_TEN,
                new Change(
                    ACME_TARGET,
                    caller(false),
                    ID,
                    wanted(
                        """
                        {"method": "creation_date", "value": "2w", "tagPattern": "v.*",
                         "tagPatternMatches": false, "uuid": "whatever"}
                        """))))
        .containsExactly(new AutoPrunePolicyChanged(ID, ACME_ID, ACME, young));
    assertThat(Decide.events(WITH_TEN, delete(ID)))
        .containsExactly(new AutoPrunePolicyDeleted(ID, ACME_ID, ACME));
  }

  @Test
  void refusesTheSameTwiceButNotWhenItIsChanged() {
    String ten = "{\"method\": \"number_of_tags\", \"value\": 10}";
    assertThat(Decide.on(WITH_TEN, create(ten)))
        .isEqualTo(Decision.reject(AutoPruneRejection.DUPLICATE));
    assertThat(Decide.events(WITH_TEN, new Change(ACME_TARGET, caller(false), ID, wanted(ten))))
        .hasSize(1);
  }

  @Test
  void looksAtTheRightThenThePlaceThenThePolicy() {
    Decision denied = Decision.reject(CommonRejection.NOT_PERMITTED);
    Decision missing = Decision.reject(CommonRejection.NOT_FOUND);
    assertThat(
            Decide.on(
                new State(place(false), List.of()), create("{\"method\": \"x\", \"value\": 1}")))
        .isEqualTo(denied);
    assertThat(Decide.on(NOWHERE, delete(ID))).isEqualTo(denied);
    assertThat(
            Decide.on(
                new State(place(true, Optional.empty()), List.of()),
                new Delete(ACME_TARGET, caller(true), ID)))
        .isEqualTo(missing);
    assertThat(Decide.on(WITH_TEN, delete(KEY))).isEqualTo(missing);
    assertThat(
            Decide.on(
                EMPTY,
                new Change(
                    ACME_TARGET, caller(false), ID, wanted("{\"method\": \"x\", \"value\": 1}"))))
        .isEqualTo(missing);
  }

  @Test
  void looksAtTheBodyOnlyIfTheCallerMayAndBeforeTheRepository() {
    CheckedBody faulty = new CheckedBody.Faulty(ApiError.message("what is wrong"));
    Create create = new Create(GOODS, caller(false), ID, faulty);
    assertThat(Decide.on(NOWHERE, create))
        .isEqualTo(Decision.reject(CommonRejection.NOT_PERMITTED));
    assertThat(Decide.on(new State(place(true, Optional.empty()), List.of()), create))
        .isEqualTo(
            Decision.reject(new RequestRejection.InvalidBody(ApiError.message("what is wrong"))));
  }

  @Test
  void tellsOfTheRepository() {
    Repository goods = new Repository(new RepositoryId(7), "goods");
    Present present =
        new Present(
            goods.id(),
            goods.name(),
            new RepositoryAccess.Namespace(ACME_ID, "acme", KEY, true),
            false,
            RepositoryEvent.State.NORMAL,
            Optional.empty());
    PolicyPlace place = place(true, Optional.of(new Owner(ACME_ID, ACME, Optional.of(present))));
    CheckedBody ten = wanted("{\"method\": \"number_of_tags\", \"value\": 10}");
    assertThat(
            Decide.events(new State(place, List.of()), new Create(GOODS, caller(false), ID, ten)))
        .containsExactly(
            new RepositoryAutoPrunePolicyCreated(Decide.FIRST_ID, ID, ACME_ID, ACME, goods, TEN));
    State withTen = new State(place, List.of(new Policy(ID, TEN)));
    assertThat(Decide.on(withTen, new Create(GOODS, caller(false), KEY, ten)))
        .isEqualTo(Decision.reject(AutoPruneRejection.DUPLICATE_IN_REPOSITORY));
    assertThat(Decide.events(withTen, new Change(GOODS, caller(false), ID, ten)))
        .containsExactly(new RepositoryAutoPrunePolicyChanged(ID, ACME_ID, ACME, goods, TEN));
    assertThat(Decide.events(withTen, new Delete(GOODS, caller(false), ID)))
        .containsExactly(new RepositoryAutoPrunePolicyDeleted(ID, ACME_ID, ACME, goods));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"method": "age", "value": 1, "tagPattern": " "}               | UNKNOWN_METHOD
          {"method": "number_of_tags", "value": "1", "tagPattern": " "}  | INVALID_VALUE
          {"method": "number_of_tags", "value": 0}                       | INVALID_VALUE
          {"method": "number_of_tags", "value": 9223372036854775808}     | INVALID_VALUE
          {"method": "creation_date", "value": 7}                        | INVALID_VALUE
          {"method": "creation_date", "value": "soon"}                   | INVALID_VALUE
          {"method": "creation_date", "value": "1.5d"}                   | INVALID_VALUE
          {"method": "creation_date", "value": "--1d"}                   | INVALID_VALUE
          {"method": "creation_date", "value": "7d", "tagPattern": " "}  | BLANK_TAG_PATTERN
          {"method": "creation_date", "value": "7d", "tagPattern": ""}   | BLANK_TAG_PATTERN
          """)
  void refusesInQuaysOrder(String body, AutoPruneRejection why) {
    assertThat(Decide.on(EMPTY, create(body))).isEqualTo(Decision.reject(why));
  }

  private static Create create(String body) {
    return new Create(ACME_TARGET, caller(false), ID, wanted(body));
  }

  private static Delete delete(UUID policy) {
    return new Delete(ACME_TARGET, caller(false), policy);
  }

  private static CheckedBody wanted(String body) {
    return new CheckedBody.Fits((ObjectNode) Answers.json(body));
  }

  private static PolicyPlace place(boolean administered) {
    return place(administered, Optional.of(new Owner(ACME_ID, ACME, Optional.empty())));
  }

  private static PolicyPlace place(boolean administered, Optional<Owner> owner) {
    return new PolicyPlace(administered, administered, owner);
  }

  private static Caller.User caller(boolean fullAccess) {
    return new Caller.User(
        new AccountId(1),
        "ada",
        KEY,
        EnumSet.allOf(Scope.class),
        Optional.empty(),
        fullAccess,
        fullAccess,
        false);
  }
}
