package dev.wharfinger.registries.registrytoken;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.registries.registrytoken.RegistryRefusal.Code;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a client asks to do with one resource, {@code repository:ns/name:pull,push} (the
 * distribution project's "Token Scope Documentation").
 *
 * @param type such as {@code repository}, with its class if it has one
 */
record ResourceScope(String type, String name, Set<String> actions) {

  static final String REPOSITORY = "repository";
  static final String PULL = "pull";
  static final String PUSH = "push";
  static final String DELETE = "delete";

  /** All actions. */
  static final String EVERYTHING = "*";

  /** Each costs a database query; clients that mount blobs ask for a handful. */
  @Bound(
      of = "scopes in a request for a registry token",
      unit = "scopes",
      beyond = "400",
      test = "RegistryTokenApiTest.looksUpNoMoreThanAClientNeeds")
  static final int MAX_SCOPES = 64;

  private static final Set<String> ACTIONS = Set.of(PULL, PUSH, DELETE, EVERYTHING);
  private static final Pattern TYPE = Pattern.compile("[a-z0-9]+(\\([a-z0-9]+\\))?");

  ResourceScope {
    actions = Set.copyOf(actions);
  }

  /**
   * The scopes of a request, each resource once. A name that begins with the service's own host
   * means the repository after it.
   *
   * @param parameters several parameters, each with one or more scopes separated by spaces
   * @param host the service's own, with its port if it has one
   * @throws RegistryRefusal 400 for a malformed scope, and for too many of them
   */
  static List<ResourceScope> parse(Collection<String> parameters, String host) {
    List<String> words =
        parameters.stream()
            .flatMap(parameter -> Stream.of(parameter.split(" ", -1)))
            .filter(word -> !word.isEmpty())
            .toList();
    if (words.size() > MAX_SCOPES) {
      throw new RegistryRefusal(Code.UNSUPPORTED, "Too many resources are asked for.");
    }
    Map<List<String>, Set<String>> asked = new LinkedHashMap<>();
    words.stream()
        .map(word -> read(word, host))
        .forEach(scope ->
            asked
                .computeIfAbsent(List.of(scope.type(), scope.name()), _ -> new LinkedHashSet<>())
                .addAll(scope.actions()));
    List<ResourceScope> scopes = new ArrayList<>();
    asked.forEach((resource, actions) ->
        scopes.add(new ResourceScope(resource.getFirst(), resource.getLast(), actions)));
    return scopes;
  }

  /** A name may contain colons: it may begin with a host and a port. */
  private static ResourceScope read(String word, String host) {
    int first = word.indexOf(':');
    int last = word.lastIndexOf(':');
    if (first <= 0 || last <= first + 1) {
      throw unreadable();
    }
    String type = word.substring(0, first);
    Set<String> actions = new LinkedHashSet<>(List.of(word.substring(last + 1).split(",", -1)));
    actions.remove("");
    String name = withoutHost(word.substring(first + 1, last), host);
    boolean known = !type.equals(REPOSITORY) || actions.stream().anyMatch(ACTIONS::contains);
    if (!TYPE.matcher(type).matches() || !isName(name) || actions.isEmpty() || !known) {
      throw unreadable();
    }
    return new ResourceScope(type, name, actions);
  }

  private static String withoutHost(String name, String host) {
    int length = host.length();
    return name.length() > length + 1
            && name.charAt(length) == '/'
            && name.regionMatches(true, 0, host, 0, length)
        ? name.substring(length + 1)
        : name;
  }

  /**
   * Parts of visible ASCII separated by slashes; checked by hand, because a regular expression
   * would recurse per part.
   */
  private static boolean isName(String name) {
    boolean begins = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean word = c < 0x80 && Character.isLetterOrDigit(c);
      if (c == '/' ? begins : !word && "._-:".indexOf(c) < 0) {
        return false;
      }
      begins = c == '/';
    }
    return !begins;
  }

  private static RegistryRefusal unreadable() {
    return new RegistryRefusal(Code.INVALID_REQUEST, "Unable to decode repository and actions");
  }

  /** What of it remains where nothing may be changed. */
  ResourceScope reading() {
    return new ResourceScope(type, name, includes(PULL) ? Set.of(PULL) : Set.of());
  }

  boolean asks(String action) {
    return actions.contains(action);
  }

  /** Whether an action is requested, by itself or as part of all. */
  boolean includes(String action) {
    return asks(action) || asks(EVERYTHING);
  }
}
