package dev.wharfinger.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.id.AccountId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolesTest {

  private static final Holder ROOT =
      new Holder(new AccountId(1), "root", UUID.fromString("7b0b9c1e-7a55-4d8f-9a0e-5d1a3f6f2b10"));

  /** Contract common 2.3. */
  @ParameterizedTest
  @CsvSource({
    "true,  false, root,  '',    true,  true,  false, false",
    "true,  true,  root,  '',    true,  true,  true,  false",
    "true,  true,  root,  '',    false, false, false, false",
    "true,  true,  other, '',    true,  false, false, false",
    "false, true,  root,  '',    true,  false, false, false",
    "true,  true,  root,  root,  true,  false, false, true",
    "true,  true,  other, root,  false, false, false, true",
    "false, false, other, root,  false, false, false, true",
    "true,  true,  Root,  other, true,  false, false, false"
  })
  void givesTheRolesOfTheContract(
      boolean superUsersOn,
      boolean fullAccessOn,
      String superUsers,
      String readOnly,
      boolean scope,
      boolean superuser,
      boolean fullAccess,
      boolean readOnlySuperuser) {
    Set<Scope> scopes =
        scope ? EnumSet.of(Scope.USER_READ, Scope.SUPER_USER) : EnumSet.of(Scope.USER_READ);
    Roles roles = new Roles(superUsersOn, fullAccessOn, Set.of(superUsers), Set.of(readOnly));

    Caller.User user = roles.user(ROOT, scopes, Optional.empty());

    assertThat(user.superuser()).isEqualTo(superuser);
    assertThat(user.fullAccess()).isEqualTo(fullAccess);
    assertThat(user.readOnlySuperuser()).isEqualTo(readOnlySuperuser);
  }
}
