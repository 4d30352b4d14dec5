package dev.wharfinger.registrytoken;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceScopeTest {

  @Test
  void readsSeveralParametersAndSeveralScopesInOne() {
    assertThat(
            ResourceScope.parse(
                List.of(
                    "repository:acme/goods:pull,push repository:acme/other:pull",
                    "registry:catalog:*",
                    "repository:acme/goods:delete,pull")))
        .containsExactly(
            new ResourceScope("repository", "acme/goods", Set.of("pull", "push", "delete")),
            new ResourceScope("repository", "acme/other", Set.of("pull")),
            new ResourceScope("registry", "catalog", Set.of("*")));
  }

  @Test
  void takesColonsForPartOfTheName() {
    assertThat(ResourceScope.parse(List.of("repository:host:5000/acme/goods:pull")))
        .containsExactly(new ResourceScope("repository", "host:5000/acme/goods", Set.of("pull")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "repository", "repository:acme/goods", ":acme/goods:pull", "a::b"})
  void doesNotAskForWhatNobodyCanRead(String text) {
    assertThat(ResourceScope.parse(List.of(text))).isEmpty();
  }

  @Test
  void includesEachActionInEverything() {
    ResourceScope everything = new ResourceScope("repository", "a/b", Set.of("*"));
    assertThat(everything.includes("pull")).isTrue();
    assertThat(everything.asks("pull")).isFalse();
    ResourceScope pull = new ResourceScope("repository", "a/b", Set.of("pull"));
    assertThat(pull.includes("pull")).isTrue();
    assertThat(pull.includes("push")).isFalse();
  }
}
