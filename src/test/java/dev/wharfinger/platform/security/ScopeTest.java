package dev.wharfinger.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org:admin user:read",
        "org:admin,user:read",
        " user:read ,  org:admin,",
        "user:read org:admin user:read"
      })
  void readsWordsBetweenSpacesAndCommas(String text) {
    assertThat(Scope.parse(text)).contains(EnumSet.of(Scope.USER_READ, Scope.ORG_ADMIN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " , ", "org:admin repo:fly", "ORG:ADMIN", "direct_user_login"})
  void grantsNothingWhenAnyWordIsUnknown(String text) {
    assertThat(Scope.parse(text)).isEmpty();
  }

  @Test
  void writesTheWordsInTheOrderOfTheContract() {
    assertThat(Scope.format(EnumSet.of(Scope.SUPER_USER, Scope.REPO_READ)))
        .isEqualTo("repo:read super:user");
  }

  @Test
  void aScopeCoversItselfAndTheLesserScopesOfRepositories() {
    assertThat(
            Scope.cover(
                EnumSet.of(Scope.REPO_ADMIN), EnumSet.range(Scope.REPO_READ, Scope.REPO_ADMIN)))
        .isTrue();
    assertThat(Scope.cover(EnumSet.of(Scope.REPO_WRITE), EnumSet.of(Scope.REPO_READ))).isTrue();
    assertThat(Scope.cover(EnumSet.of(Scope.REPO_WRITE), EnumSet.of(Scope.REPO_ADMIN))).isFalse();
    assertThat(Scope.cover(EnumSet.of(Scope.REPO_ADMIN), EnumSet.of(Scope.REPO_CREATE))).isFalse();
    assertThat(Scope.cover(EnumSet.of(Scope.USER_ADMIN), EnumSet.of(Scope.USER_READ))).isFalse();
    assertThat(Scope.cover(EnumSet.noneOf(Scope.class), EnumSet.of(Scope.USER_READ))).isFalse();
  }
}
