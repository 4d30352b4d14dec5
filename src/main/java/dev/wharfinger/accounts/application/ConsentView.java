package dev.wharfinger.accounts.application;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.Avatar;
import dev.wharfinger.platform.http.Avatars;
import dev.wharfinger.platform.http.Json;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What a user is asked to consent to. Source: contract neighbours 1.4, sessions 4.2. */
@Singleton
public class ConsentView {

  private final Avatars avatars;
  private final Template consent;

  @Inject
  ConsentView(Avatars avatars, Template consent) {
    this.avatars = avatars;
    this.consent = consent;
  }

  /** For programs; the avatars inside are JSON texts, as the old web UI reads them. */
  ObjectNode json(
      AuthorizationRequest request, ClientState.Known client, Set<Scope> scopes, String ticket) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.set("scopes", ScopeView.json(scopes));
    view.put("has_dangerous_scopes", ScopeView.of(scopes).stream().anyMatch(ScopeView::dangerous));
    view.putObject("application")
        .put("name", client.name())
        .put("description", client.description())
        .put("url", client.uri())
        .put("avatar", avatar(Avatar.Kind.APPLICATION, client.name(), client.email()))
        .putObject("organization")
        .put("name", client.owner())
        .put("avatar", avatar(Avatar.Kind.ORGANIZATION, client.owner(), client.ownerEmail()));
    return view.put("response_type", request.responseType())
        .put("client_id", request.clientId().orElse(null))
        .put("redirect_uri", request.redirectUri().orElse(null))
        .put("scope", request.scope().orElse(null))
        .put("csrf_token_val", ticket)
        .put("state", request.state().orElse(null))
        .put("assignment_uuid", request.assignment().orElse(null));
  }

  /** For browsers: a page with a form. */
  Uni<String> html(
      AuthorizationRequest request,
      ClientState.Known client,
      Set<Scope> scopes,
      String ticket,
      Caller.User user) {
    Map<String, String> fields = new LinkedHashMap<>(request.parameters());
    fields.put("_csrf_token", ticket);
    return consent
        .data("application", client.name())
        .data("description", client.description())
        .data("owner", client.owner())
        .data("user", user.name())
        .data("scopes", ScopeView.of(scopes))
        .data("fields", fields.entrySet())
        .createUni();
  }

  private String avatar(Avatar.Kind kind, String name, String email) {
    return new String(Json.line(avatars.of(kind, name, email)), StandardCharsets.UTF_8).strip();
  }
}
