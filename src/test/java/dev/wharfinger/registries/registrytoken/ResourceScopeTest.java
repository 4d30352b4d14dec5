package dev.wharfinger.registries.registrytoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceScopeTest {

  private static final String HOST = "quay.example:5000";

  @Test
  void readsSeveralParametersAndSeveralScopesInOne() {
    assertThat(
            ResourceScope.parse(
                List.of(
                    "repository:acme/goods:pull,push repository:acme/other:pull",
                    "registry:catalog:*",
                    "repository:acme/goods:delete,pull"),
                HOST))
        .containsExactly(
            new ResourceScope("repository", "acme/goods", Set.of("pull", "push", "delete")),
            new ResourceScope("repository", "acme/other", Set.of("pull")),
            new ResourceScope("registry", "catalog", Set.of("*")));
  }

  @Test
  void takesTheOwnHostForNoPartOfTheName() {
    assertThat(
            ResourceScope.parse(
                List.of(
                    "repository:quay.example:5000/acme/goods:pull repository:acme/goods:push",
                    "repository:QUAY.example:5000/busybox:pull"),
                HOST))
        .containsExactly(
            new ResourceScope("repository", "acme/goods", Set.of("pull", "push")),
            new ResourceScope("repository", "busybox", Set.of("pull")));
    assertThat(ResourceScope.parse(List.of("repository:other:5000/acme/goods:pull"), HOST))
        .as("of another one nobody here has anything")
        .containsExactly(new ResourceScope("repository", "other:5000/acme/goods", Set.of("pull")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "repository",
        "repository:acme/goods",
        "repository:acme/goods:",
        "repository:acme/goods:,",
        "repository:acme/goods:quack",
        "repository::pull",
        "repository:/:pull",
        "repository:acme/:pull",
        "repository:acme//goods:pull",
        "repository:/acme:pull",
        "repository:acme/gööds:pull",
        "repository:acme/goods\n:pull",
        "REPOSITORY!:acme/goods:pull",
        ":acme/goods:pull",
        "a::b"
      })
  void refusesWhatCannotBeRead(String text) {
    assertThatThrownBy(() -> ResourceScope.parse(List.of("repository:a/b:pull " + text), HOST))
        .isInstanceOfSatisfying(
            RegistryRefusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(RegistryRefusal.Code.INVALID_REQUEST);
              assertThat(refusal.text()).isEqualTo("Unable to decode repository and actions");
            });
  }

  @Test
  void readsNamesOfAnyLength() {
    String name = "a/".repeat(100_000) + "b";
    assertThat(ResourceScope.parse(List.of("repository:" + name + ":pull"), HOST)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "  "})
  void takesNothingForNothing(String text) {
    assertThat(ResourceScope.parse(List.of(text), HOST)).isEmpty();
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
