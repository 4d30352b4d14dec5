package dev.wharfinger.registries.registrytoken;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Somebody;
import dev.wharfinger.registries.registrytoken.RepositoryAtHand.Verdict;
import dev.wharfinger.repositories.repository.RepositoryAccess;
import dev.wharfinger.repositories.repository.RepositoryAccess.Missing;
import dev.wharfinger.repositories.repository.RepositoryAccess.Namespace;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryEvent.State;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepositoryAtHandTest {

  private static final RepositoryAccess MISSING = new Missing(Optional.empty());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          READ  | pull,push,delete | pull
          READ  | *                | pull
          WRITE | pull,push,delete | pull,push,delete
          WRITE | push             | push
          WRITE | *                | pull,push,delete
          ADMIN | pull             | pull
          ADMIN | *                | pull,push,delete,*
          ADMIN | mount,quack      | -
          """)
  void grantsWhatTheRoleAllows(Role role, String asked, String granted) {
    assertThat(at(present(false, State.NORMAL, role)).on(wish(asked), Somebody.ADA))
        .isEqualTo(granted(granted));
  }

  @Test
  void letsEverybodyPullWhatIsPublicAndNobodyElseWhatIsNot() {
    assertThat(at(present(true, State.NORMAL, null)).on(wish("*"), Caller.ANONYMOUS))
        .isEqualTo(granted("pull"));
    assertThat(at(present(false, State.NORMAL, null)).on(wish("*"), Caller.ANONYMOUS))
        .isEqualTo(granted("-"));
    assertThat(at(present(false, State.NORMAL, null)).on(wish("*"), Somebody.READ_ONLY))
        .isEqualTo(granted("pull"));
    assertThat(at(present(false, State.NORMAL, null)).on(wish("*"), Somebody.FULL_ACCESS))
        .isEqualTo(granted("pull,push,delete,*"));
  }

  @ParameterizedTest
  @CsvSource({"READ_ONLY", "MIRROR"})
  void letsNobodyChangeWhatIsClosed(State state) {
    assertThat(at(present(false, state, Role.ADMIN)).on(wish("*,push"), Somebody.ADA))
        .isEqualTo(granted("pull"));
  }

  @Test
  void letsNobodyChangeAnythingWhileTheInstallationTakesNoWrites() {
    RepositoryAccess present = present(false, State.NORMAL, Role.ADMIN);
    assertThat(
            new RepositoryAtHand(present, true, false, false, false)
                .on(wish("*,push"), Somebody.ADA))
        .isEqualTo(granted("pull"));
    assertThat(
            new RepositoryAtHand(MISSING, true, false, false, false).on(wish("push"), Somebody.ADA))
        .isEqualTo(granted("-"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ADMIN | pull,push        | pull
          ADMIN | pull,push,delete | pull,delete
          ADMIN | delete,push      | delete
          ADMIN | *                | pull,delete
          ADMIN | *,push           | pull,delete
          ADMIN | push             | -
          WRITE | pull,push,*      | pull,delete
          """)
  void takesNothingButThePushFromWhoeverUsesAFullNamespace(Role role, String asked, String left) {
    assertThat(full(present(false, State.NORMAL, role)).on(wish(asked), Somebody.ADA))
        .isEqualTo(new Verdict.Full(actions(left)));
  }

  @Test
  void knowsWhatDoesNotDependOnTheQuota() {
    RepositoryAtHand full = full(present(false, State.NORMAL, Role.ADMIN));
    assertThat(full.on(wish("pull"), Somebody.ADA)).isEqualTo(granted("pull"));
    assertThat(full.on(wish("delete"), Somebody.ADA)).isEqualTo(granted("delete"));
    assertThat(full(MISSING).on(wish("push"), Somebody.ADA)).isEqualTo(new Verdict.Full(Set.of()));
  }

  @Test
  void letsThosePullWhatIsMissingWhoMayReadItsNamespace() {
    RepositoryAccess missing = new Missing(Optional.of(Role.ADMIN));
    assertThat(at(missing).on(wish("pull,delete"), Somebody.ADA)).isEqualTo(granted("pull"));
    assertThat(at(missing).on(wish("*"), Somebody.ADA)).isEqualTo(granted("pull"));
    assertThat(at(MISSING).on(wish("pull"), Somebody.READ_ONLY)).isEqualTo(granted("pull"));
    assertThat(at(MISSING).on(wish("pull"), Somebody.FULL_ACCESS)).isEqualTo(granted("pull"));
    assertThat(at(MISSING).on(wish("pull"), Somebody.ADA)).isEqualTo(granted("-"));
    assertThat(at(MISSING).on(wish("pull"), Caller.ANONYMOUS)).isEqualTo(granted("-"));
    assertThat(full(missing).on(wish("pull,push"), Somebody.ADA))
        .isEqualTo(new Verdict.Full(Set.of("pull")));
  }

  @Test
  void saysNothingOfAFullNamespaceToWhoCouldNotPushAnyway() {
    assertThat(full(present(false, State.NORMAL, Role.READ)).on(wish("pull,push"), Somebody.ADA))
        .isEqualTo(granted("pull"));
    assertThat(
            new RepositoryAtHand(MISSING, false, false, true, true).on(wish("push"), Somebody.ADA))
        .isEqualTo(granted("-"));
  }

  @Test
  void createsWithAPushWhereHeMay() {
    RepositoryAtHand creatable = new RepositoryAtHand(MISSING, true, false, false, true);
    assertThat(creatable.on(wish("pull,push"), Somebody.ADA)).isEqualTo(new Verdict.ToBeCreated());
    assertThat(creatable.on(wish("pull"), Somebody.ADA)).isEqualTo(granted("-"));
    assertThat(creatable.on(wish("*"), Somebody.ADA)).isEqualTo(granted("-"));
    assertThat(at(MISSING).on(wish("pull,push"), Somebody.ADA)).isEqualTo(granted("-"));
  }

  @Test
  void createsWithAPullWhatACacheIsToFetch() {
    RepositoryAtHand cache = new RepositoryAtHand(MISSING, true, true, true, true);
    assertThat(cache.on(wish("pull"), Somebody.ADA)).isEqualTo(new Verdict.ToBeCreated());
    assertThat(cache.on(wish("push"), Somebody.ADA)).isEqualTo(granted("-"));
    RepositoryAtHand foreign = new RepositoryAtHand(MISSING, false, true, false, true);
    assertThat(foreign.on(wish("pull"), Somebody.ADA)).isEqualTo(granted("-"));
  }

  @Test
  void letsNobodyPushIntoACache() {
    RepositoryAccess present = present(false, State.NORMAL, Role.ADMIN);
    assertThat(
            new RepositoryAtHand(present, true, true, true, true).on(wish("*,push"), Somebody.ADA))
        .isEqualTo(granted("pull,delete"));
  }

  private static RepositoryAtHand at(RepositoryAccess access) {
    return new RepositoryAtHand(access, false, false, false, true);
  }

  private static RepositoryAtHand full(RepositoryAccess access) {
    return new RepositoryAtHand(access, true, false, true, true);
  }

  private static RepositoryAccess present(boolean isPublic, State state, @Nullable Role role) {
    return new Present(
        7,
        "goods",
        new Namespace(3, "acme", new UUID(0, 3), true),
        isPublic,
        state,
        Optional.ofNullable(role));
  }

  private static ResourceScope wish(String actions) {
    return new ResourceScope("repository", "acme/goods", Set.of(actions.split(",", -1)));
  }

  private static Verdict granted(String actions) {
    return new Verdict.Granted(actions(actions));
  }

  private static Set<String> actions(String text) {
    return text.equals("-") ? Set.of() : Set.of(text.split(",", -1));
  }
}
