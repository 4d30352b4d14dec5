package dev.wharfinger.repositories.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.security.Somebody;
import dev.wharfinger.repositories.repository.RepositoryAccess.Missing;
import dev.wharfinger.repositories.repository.RepositoryAccess.Namespace;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryEvent.State;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RepositoryAccessTest {

  private static final RepositoryAccess NOTHING = present(false, Optional.empty());
  private static final RepositoryAccess PUBLIC = present(true, Optional.empty());
  private static final RepositoryAccess WRITER = present(false, Optional.of(Role.WRITE));

  @Test
  void includesSmallerRoles() {
    assertThat(WRITER.allows(Role.READ, Somebody.ADA)).isTrue();
    assertThat(WRITER.allows(Role.WRITE, Somebody.ADA)).isTrue();
    assertThat(WRITER.allows(Role.ADMIN, Somebody.ADA)).isFalse();
    assertThat(NOTHING.allows(Role.READ, Somebody.ADA)).isFalse();
    assertThat(NOTHING.allows(Role.ADMIN, Somebody.FULL_ACCESS)).isTrue();
    assertThat(NOTHING.denies(Role.READ, Somebody.ADA)).contains(CommonRejection.NOT_PERMITTED);
    assertThat(WRITER.denies(Role.READ, Somebody.ADA)).isEmpty();
  }

  @Test
  void isGoodForNoMoreThanTheToken() {
    assertThat(RepositoryAccess.cap(Somebody.ADA)).contains(Role.ADMIN);
    assertThat(RepositoryAccess.cap(Somebody.with(Scope.REPO_WRITE, Scope.REPO_READ)))
        .contains(Role.WRITE);
    assertThat(RepositoryAccess.cap(Somebody.with(Scope.REPO_READ))).contains(Role.READ);
    assertThat(RepositoryAccess.cap(Somebody.with(Scope.ORG_ADMIN, Scope.REPO_CREATE))).isEmpty();
    assertThat(RepositoryAccess.cap(Caller.ANONYMOUS)).isEmpty();
  }

  @Test
  void letsEverybodyReadWhatIsPublic() {
    assertThat(PUBLIC.readBy(Caller.ANONYMOUS)).isEqualTo(PUBLIC);
    assertThat(NOTHING.readBy(Somebody.READ_ONLY)).isEqualTo(NOTHING);
    refuses(() -> NOTHING.readBy(Caller.ANONYMOUS), ApiError.denied(Caller.ANONYMOUS));
    refuses(() -> NOTHING.readBy(Somebody.ADA), ApiError.denied(Somebody.ADA));
    refuses(() -> PUBLIC.inspectedBy(Somebody.ADA), ApiError.denied(Somebody.ADA));
    assertThat(PUBLIC.inspectedBy(Somebody.READ_ONLY)).isEqualTo(PUBLIC);
  }

  @Test
  void tellsOnlyThoseWhoSeeTheNamespaceThatNothingIsThere() {
    RepositoryAccess covered = new Missing(Optional.of(Role.ADMIN));
    RepositoryAccess foreign = new Missing(Optional.empty());
    refuses(() -> covered.readBy(Somebody.ADA), ApiError.notFound());
    refuses(() -> foreign.readBy(Somebody.ADA), ApiError.denied(Somebody.ADA));
    refuses(() -> foreign.readBy(Somebody.FULL_ACCESS), ApiError.notFound());
    refuses(() -> foreign.inspectedBy(Somebody.READ_ONLY), ApiError.notFound());
  }

  private static void refuses(ThrowingCallable what, ApiError why) {
    assertThatThrownBy(what)
        .isInstanceOfSatisfying(
            ApiException.class, refused -> assertThat(refused.refusal()).isEqualTo(why));
  }

  private static Present present(boolean isPublic, Optional<Role> role) {
    return new Present(
        new RepositoryId(11),
        "web",
        new Namespace(new AccountId(3), "acme", new UUID(0, 7), true),
        isPublic,
        State.NORMAL,
        role);
  }
}
