package dev.wharfinger.registrytoken;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a client asks to do with one resource, {@code repository:ns/name:pull,push} (the
 * distribution project's "Token Scope Documentation").
 *
 * @param type such as {@code repository}, with its class if it has one
 */
record ResourceScope(String type, String name, Set<String> actions) {

  static final String PULL = "pull";
  static final String PUSH = "push";
  static final String DELETE = "delete";

  /** Whatever there is to do. */
  static final String EVERYTHING = "*";

  ResourceScope {
    actions = Set.copyOf(actions);
  }

  /**
   * The scopes of a request, each resource once. What nobody can read is not asked for, and so it
   * is not granted either.
   *
   * @param parameters several parameters, each with one or more scopes between spaces
   */
  static List<ResourceScope> parse(Collection<String> parameters) {
    Map<List<String>, Set<String>> asked = new LinkedHashMap<>();
    parameters.stream()
        .flatMap(parameter -> Stream.of(parameter.split(" ", -1)))
        .flatMap(word -> read(word).stream())
        .forEach(scope ->
            asked
                .computeIfAbsent(List.of(scope.type(), scope.name()), _ -> new LinkedHashSet<>())
                .addAll(scope.actions()));
    List<ResourceScope> scopes = new ArrayList<>();
    asked.forEach((resource, actions) ->
        scopes.add(new ResourceScope(resource.getFirst(), resource.getLast(), actions)));
    return scopes;
  }

  /** A name may have colons of its own: it may begin with a host and a port. */
  private static Optional<ResourceScope> read(String word) {
    int first = word.indexOf(':');
    int last = word.lastIndexOf(':');
    if (first <= 0 || last <= first + 1) {
      return Optional.empty();
    }
    Set<String> actions = new LinkedHashSet<>(List.of(word.substring(last + 1).split(",", -1)));
    actions.remove("");
    return Optional.of(
        new ResourceScope(word.substring(0, first), word.substring(first + 1, last), actions));
  }

  boolean asks(String action) {
    return actions.contains(action);
  }

  /** Whether an action is asked for, by itself or with everything. */
  boolean includes(String action) {
    return asks(action) || asks(EVERYTHING);
  }
}
