package dev.wharfinger.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.repository.RepositoryEvent.Role;
import dev.wharfinger.repository.RepositoryEvent.State;
import dev.wharfinger.repository.RepositoryStanding.Missing;
import dev.wharfinger.repository.RepositoryStanding.Namespace;
import dev.wharfinger.repository.RepositoryStanding.Present;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import dev.wharfinger.security.Somebody;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RepositoryStandingTest {

  private static final RepositoryStanding NOTHING = present(false, Optional.empty());
  private static final RepositoryStanding PUBLIC = present(true, Optional.empty());
  private static final RepositoryStanding WRITER = present(false, Optional.of(Role.WRITE));

  @Test
  void includesSmallerRoles() {
    assertThat(WRITER.allows(Role.READ, Somebody.ADA)).isTrue();
    assertThat(WRITER.allows(Role.WRITE, Somebody.ADA)).isTrue();
    assertThat(WRITER.allows(Role.ADMIN, Somebody.ADA)).isFalse();
    assertThat(NOTHING.allows(Role.READ, Somebody.ADA)).isFalse();
    assertThat(NOTHING.allows(Role.ADMIN, Somebody.FULL_ACCESS)).isTrue();
    assertThat(NOTHING.denies(Role.READ, Somebody.ADA)).contains(Refusal.denied(Somebody.ADA));
    assertThat(WRITER.denies(Role.READ, Somebody.ADA)).isEmpty();
  }

  @Test
  void isGoodForNoMoreThanTheToken() {
    assertThat(RepositoryStanding.cap(Somebody.ADA)).contains(Role.ADMIN);
    assertThat(RepositoryStanding.cap(Somebody.with(Scope.REPO_WRITE, Scope.REPO_READ)))
        .contains(Role.WRITE);
    assertThat(RepositoryStanding.cap(Somebody.with(Scope.REPO_READ))).contains(Role.READ);
    assertThat(RepositoryStanding.cap(Somebody.with(Scope.ORG_ADMIN, Scope.REPO_CREATE))).isEmpty();
    assertThat(RepositoryStanding.cap(Caller.ANONYMOUS)).isEmpty();
  }

  @Test
  void letsEverybodyReadWhatIsPublic() {
    assertThat(PUBLIC.readBy(Caller.ANONYMOUS)).isEqualTo(PUBLIC);
    assertThat(NOTHING.readBy(Somebody.READ_ONLY)).isEqualTo(NOTHING);
    refuses(() -> NOTHING.readBy(Caller.ANONYMOUS), Refusal.denied(Caller.ANONYMOUS));
    refuses(() -> NOTHING.readBy(Somebody.ADA), Refusal.denied(Somebody.ADA));
    refuses(() -> PUBLIC.inspectedBy(Somebody.ADA), Refusal.denied(Somebody.ADA));
    assertThat(PUBLIC.inspectedBy(Somebody.READ_ONLY)).isEqualTo(PUBLIC);
  }

  @Test
  void tellsOnlyThoseWhoSeeTheNamespaceThatNothingIsThere() {
    RepositoryStanding covered = new Missing(Optional.of(Role.ADMIN));
    RepositoryStanding foreign = new Missing(Optional.empty());
    refuses(() -> covered.readBy(Somebody.ADA), Refusal.notFound());
    refuses(() -> foreign.readBy(Somebody.ADA), Refusal.denied(Somebody.ADA));
    refuses(() -> foreign.readBy(Somebody.FULL_ACCESS), Refusal.notFound());
    refuses(() -> foreign.inspectedBy(Somebody.READ_ONLY), Refusal.notFound());
  }

  private static void refuses(ThrowingCallable what, Refusal why) {
    assertThatThrownBy(what)
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.refusal()).isEqualTo(why));
  }

  private static Present present(boolean isPublic, Optional<Role> role) {
    return new Present(
        11, "web", new Namespace(3, "acme", new UUID(0, 7), true), isPublic, State.NORMAL, role);
  }
}
