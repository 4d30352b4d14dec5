package dev.wharfinger.accounts.application;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.wharfinger.platform.security.Scope;
import io.quarkus.qute.TemplateData;
import java.util.List;
import java.util.Set;

/**
 * A scope as explained to the user who grants it. Source: contract neighbours 1.2, sessions 4.2.
 *
 * @param dangerous whether it should not be granted lightly
 */
@TemplateData
record ScopeView(String title, String scope, String description, String icon, boolean dangerous) {

  private static final String TRUST = " Grant it only to applications that you trust in full.";

  /** The scopes of a set, each with its explanation. */
  static List<ScopeView> of(Set<Scope> scopes) {
    return scopes.stream().map(ScopeView::of).toList();
  }

  /** The same as JSON. */
  static ArrayNode json(Set<Scope> scopes) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (ScopeView view : of(scopes)) {
      list.addObject()
          .put("title", view.title())
          .put("scope", view.scope())
          .put("description", view.description())
          .put("icon", view.icon())
          .put("dangerous", view.dangerous());
    }
    return list;
  }

  private static ScopeView of(Scope scope) {
    return switch (scope) {
      case REPO_READ ->
          harmless(
              scope,
              "View all visible repositories",
              "fa-hdd-o",
              "The application can see and pull every repository that you can see.");
      case REPO_WRITE ->
          harmless(
              scope,
              "Read/Write to any accessible repositories",
              "fa-hdd-o",
              "The application can pull from and push to repositories as you can.");
      case REPO_ADMIN ->
          harmless(
              scope,
              "Administer Repositories",
              "fa-hdd-o",
              "The application can administer every repository that you administer.");
      case REPO_CREATE ->
          harmless(
              scope,
              "Create Repositories",
              "fa-plus",
              "The application can create repositories wherever you can.");
      case USER_READ ->
          harmless(
              scope,
              "Read User Information",
              "fa-user",
              "The application can read your user name and what else describes you.");
      case USER_ADMIN ->
          dangerous(
              scope,
              "Administer User",
              "fa-gear",
              "The application can change your account and what belongs to it.");
      case ORG_ADMIN ->
          dangerous(
              scope,
              "Administer Organization",
              "fa-gear",
              "The application can administer your organizations, their teams included.");
      case SUPER_USER ->
          dangerous(
              scope,
              "Super User Access",
              "fa-street-view",
              "The application can administer the whole installation as you can.");
    };
  }

  private static ScopeView harmless(Scope scope, String title, String icon, String description) {
    return new ScopeView(title, scope.word(), description, icon, false);
  }

  private static ScopeView dangerous(Scope scope, String title, String icon, String description) {
    return new ScopeView(title, scope.word(), description + TRUST, icon, true);
  }
}
