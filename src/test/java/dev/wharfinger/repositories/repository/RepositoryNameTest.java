package dev.wharfinger.repositories.repository;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryNameTest {

  @Test
  void readsANamespaceAndANameWithSlashes() {
    assertThat(RepositoryName.valueOf("acme/web/front"))
        .isEqualTo(new RepositoryName("acme", "web/front"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "0", "w.e_b-", "web..", "a__b"})
  void takesNames(String name) {
    assertThat(RepositoryName.isValid(name, false)).isTrue();
    assertThat(RepositoryName.isValid(name, true)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"web/front", "a/b/c.d/e-"})
  void takesSlashesWhereTheyAreAllowed(String name) {
    assertThat(RepositoryName.isValid(name, true)).isTrue();
    assertThat(RepositoryName.isValid(name, false)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "Web", ".web", "-web", "_web", "web ", "web\n", "é", "/web", "web/", "a//b", "a/.b"
      })
  void refusesOthers(String name) {
    assertThat(RepositoryName.isValid(name, true)).isFalse();
    assertThat(RepositoryName.isValid(name, false)).isFalse();
  }

  @Test
  void takesTwoHundredAndFiftyFiveCharacters() {
    assertThat(RepositoryName.isValid("x".repeat(255), true)).isTrue();
    assertThat(RepositoryName.isValid("x".repeat(256), true)).isFalse();
    assertThat(RepositoryName.isValid("x".repeat(256), false)).isFalse();
  }
}
