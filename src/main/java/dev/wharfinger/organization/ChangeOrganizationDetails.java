package dev.wharfinger.organization;

import static dev.wharfinger.http.Schema.bool;
import static dev.wharfinger.http.Schema.integer;
import static dev.wharfinger.http.Schema.string;
import static dev.wharfinger.http.Schema.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.account.EmailAddress;
import dev.wharfinger.config.QuayDuration;
import dev.wharfinger.config.Settings;
import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.Schema;
import dev.wharfinger.http.TextLengths;
import dev.wharfinger.http.WriteRequest;
import dev.wharfinger.http.Writes;
import dev.wharfinger.journal.Command;
import dev.wharfinger.journal.Decision;
import dev.wharfinger.journal.Ids;
import dev.wharfinger.organization.OrganizationEvent.OrganizationEmailChanged;
import dev.wharfinger.organization.OrganizationEvent.OrganizationInvoiceAddressChanged;
import dev.wharfinger.organization.OrganizationEvent.OrganizationInvoiceEmailSet;
import dev.wharfinger.organization.OrganizationEvent.OrganizationTagExpirationSet;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import dev.wharfinger.vault.Personal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Changes an organization's e-mail, invoicing and time machine, all or nothing. Source: contract
 * organization 2.3.
 */
@Path(Api.ROOT)
public class ChangeOrganizationDetails {

  static final Schema BODY =
      Schema.object()
          .property("invoice_email", bool())
          .property("invoice_email_address", type("string", "null").atMost(TextLengths.EMAIL))
          .property("contact_email", type("string", "null").heldTo(TextLengths.EMAIL))
          .property("email", string().heldTo(TextLengths.EMAIL))
          .property("tag_expiration_s", integer().minimum(0));

  @Inject Call call;
  @Inject Writes writes;
  @Inject OrganizationView view;
  @Inject Settings settings;

  @PUT
  @Path("organization/{orgname}")
  @ApiOperation(
      summary = "Change the details of an organization.",
      scope = Scope.ORG_ADMIN,
      answers = @Answer(schema = "Organization"))
  public Uni<Response> changeOrganizationDetails(@PathParam("orgname") String name) {
    ObjectNode body = call.body(BODY);
    Caller.User caller = call.requireUser();
    WriteRequest request = writes.begin(call);
    Change change = change(name, caller, body, settings, request);
    return writes
        .submit(request, Writes.actor(call, caller), change)
        .flatMap(_ -> view.find(name, caller))
        .map(Replies::okIfFound);
  }

  /** What a body asks for. */
  static Change change(
      String name, Caller.User caller, ObjectNode body, Settings settings, WriteRequest request) {
    return new Change(
        name,
        caller,
        Optional.ofNullable(body.get("invoice_email")).map(JsonNode::booleanValue),
        texts(body, "invoice_email_address"),
        texts(body, "contact_email").or(() -> texts(body, "email")),
        settings.featureChangeTagExpiration()
            ? Optional.ofNullable(body.get("tag_expiration_s"))
                .map(JsonNode::decimalValue)
                .map(BigDecimal::toBigInteger)
            : Optional.empty(),
        settings.tagExpirationOptions().stream()
            .map(QuayDuration::seconds)
            .collect(Collectors.toUnmodifiableSet()),
        request.draw().uuid("email"));
  }

  /** The text under a key, empty for null; nothing when the key is absent. */
  private static Optional<String> texts(ObjectNode body, String key) {
    return Optional.ofNullable(body.get(key)).map(value -> value.asText(""));
  }

  record Change(
      String name,
      Caller.User caller,
      Optional<Boolean> invoiceEmail,
      Optional<String> invoiceAddress,
      Optional<String> email,
      Optional<BigInteger> tagExpiration,
      Set<Long> tagExpirationOptions,
      UUID emailStandIn)
      implements Command<OrganizationState> {

    @Override
    public Set<String> touches() {
      return Set.of("name " + name);
    }

    @Override
    public Uni<OrganizationState> load(SqlConnection connection) {
      return OrganizationState.load(connection, name, caller);
    }

    @Override
    public Decision decide(OrganizationState state, Ids ids) {
      Optional<Refusal> refusal = state.refusesAdministrationBy(caller, name);
      if (refusal.isPresent()) {
        return Decision.reject(refusal.get());
      }
      return switch (state) {
        case OrganizationState.Missing _ -> Decision.reject(Refusal.notFound());
        case OrganizationState.Present present ->
            issue(present).map(Decision::reject).orElseGet(() -> Decision.accept(events(present)));
      };
    }

    /** Why this cannot be, in Quay's order. */
    Optional<Refusal> issue(OrganizationState.Present now) {
      if (hasNewEmail(now) && !wanted().isEmpty() && !EmailAddress.isValid(wanted())) {
        return Optional.of(Refusal.invalidRequest("Invalid email address"));
      }
      return tagExpiration.isPresent()
              && (tagExpiration.get().bitLength() > 62
                  || !tagExpirationOptions.contains(tagExpiration.get().longValue()))
          ? Optional.of(Refusal.message("Invalid tag expiration option"))
          : Optional.empty();
    }

    /** What happens when it is done. */
    List<OrganizationEvent> events(OrganizationState.Present now) {
      List<OrganizationEvent> events = new ArrayList<>();
      invoiceEmail.ifPresent(
          set -> events.add(new OrganizationInvoiceEmailSet(now.id(), now.name(), set)));
      invoiceAddress
          .filter(
              address -> !address.equals(now.invoiceAddress() == null ? "" : now.invoiceAddress()))
          .ifPresent(address ->
              events.add(
                  new OrganizationInvoiceAddressChanged(
                      now.id(), now.name(), personal(address, now))));
      if (hasNewEmail(now)) {
        events.add(
            new OrganizationEmailChanged(
                now.id(),
                now.name(),
                personal(wanted(), now),
                personal(now.shownEmail(), now),
                emailStandIn));
      }
      tagExpiration.ifPresent(seconds ->
          events.add(new OrganizationTagExpirationSet(now.id(), now.name(), seconds.longValue())));
      return events;
    }

    private boolean hasNewEmail(OrganizationState.Present now) {
      return email.isPresent() && !wanted().equals(now.shownEmail());
    }

    private String wanted() {
      return email.orElse("");
    }

    private static @Nullable Personal personal(String text, OrganizationState.Present owner) {
      return text.isEmpty() ? null : new Personal.Known(text, owner.subjectKey());
    }
  }
}
