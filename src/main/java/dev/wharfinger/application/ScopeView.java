package dev.wharfinger.application;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.wharfinger.security.Scope;
import java.util.Set;

/** Scopes as they are explained to those who grant them. Source: contract neighbours 1.2, 4.2. */
final class ScopeView {

  private static final String TRUST = " Grant it only to applications that you trust in full.";

  private ScopeView() {}

  /** One object for each scope. */
  static ArrayNode of(Set<Scope> scopes) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Scope scope : scopes) {
      list.addObject()
          .put("title", title(scope))
          .put("scope", scope.word())
          .put("description", description(scope) + (isDangerous(scope) ? TRUST : ""))
          .put("icon", icon(scope))
          .put("dangerous", isDangerous(scope));
    }
    return list;
  }

  /** Whether a scope should not be granted lightly. */
  static boolean isDangerous(Scope scope) {
    return switch (scope) {
      case USER_ADMIN, ORG_ADMIN, SUPER_USER -> true;
      case REPO_READ, REPO_WRITE, REPO_ADMIN, REPO_CREATE, USER_READ -> false;
    };
  }

  private static String title(Scope scope) {
    return switch (scope) {
      case REPO_READ -> "View all visible repositories";
      case REPO_WRITE -> "Read/Write to any accessible repositories";
      case REPO_ADMIN -> "Administer Repositories";
      case REPO_CREATE -> "Create Repositories";
      case USER_READ -> "Read User Information";
      case USER_ADMIN -> "Administer User";
      case ORG_ADMIN -> "Administer Organization";
      case SUPER_USER -> "Super User Access";
    };
  }

  private static String description(Scope scope) {
    return switch (scope) {
      case REPO_READ -> "The application can see and pull every repository that you can see.";
      case REPO_WRITE -> "The application can pull from and push to repositories as you can.";
      case REPO_ADMIN -> "The application can administer every repository that you administer.";
      case REPO_CREATE -> "The application can create repositories wherever you can.";
      case USER_READ -> "The application can read your user name and what else describes you.";
      case USER_ADMIN -> "The application can change your account and what belongs to it.";
      case ORG_ADMIN -> "The application can administer your organizations, their teams included.";
      case SUPER_USER -> "The application can administer the whole installation as you can.";
    };
  }

  private static String icon(Scope scope) {
    return switch (scope) {
      case REPO_READ, REPO_WRITE, REPO_ADMIN -> "fa-hdd-o";
      case REPO_CREATE -> "fa-plus";
      case USER_READ -> "fa-user";
      case USER_ADMIN, ORG_ADMIN -> "fa-gear";
      case SUPER_USER -> "fa-street-view";
    };
  }
}
