package dev.wharfinger.discovery;

import dev.wharfinger.security.Scope;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The scope that the description names for an operation. It is documentation: what counts are the
 * checks of the operation itself. Source: contract organization 2, neighbours 1 to 9, superuser.
 */
final class DeclaredScope {

  /** The first rule that fits counts. */
  private static final List<Rule> RULES =
      List.of(
          rule("GET /organization/\\{[^/]+}", ""),
          rule(".* /organization/\\{[^/]+}/(validate)?proxycache", ""),
          rule("GET /organization/\\{[^/]+}/robots/.*/permissions", "user:admin"),
          rule("POST /organization/?", "user:admin"),
          rule(".* /organization/.*", "org:admin"),
          rule(".* /superusers?/.*", "super:user"),
          rule("POST /user/initialize", ""),
          rule("GET /user/?", "user:read"),
          rule("(PUT|DELETE) /user/?", "user:admin"),
          rule("(POST|DELETE) /messages?/?.*", "super:user"),
          rule(".* /user/.+", "user:admin"),
          rule(".* /teaminvite/.*", "user:admin"),
          rule("GET /find/all", "repo:read"),
          rule("POST /repository/?", "repo:create"),
          rule("GET /repository(/?|/\\{[^/]+})", "repo:read"),
          rule("PUT /repository/\\{[^/]+}", "repo:write"),
          rule(".* /repository/.*", "repo:admin"),
          rule(".*", ""));

  private record Rule(Pattern operation, Optional<Scope> scope) {}

  private DeclaredScope() {}

  /**
   * The scope; empty for operations that need none.
   *
   * @param path below {@code /api/v1}
   */
  static Optional<Scope> of(String method, String path) {
    String operation = method + " " + path;
    return RULES.stream()
        .filter(rule -> rule.operation().matcher(operation).matches())
        .findFirst()
        .flatMap(Rule::scope);
  }

  private static Rule rule(String operation, String word) {
    return new Rule(
        Pattern.compile(operation), Scope.parse(word).map(scopes -> scopes.iterator().next()));
  }
}
