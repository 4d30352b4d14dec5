package dev.wharfinger.accounts.organization;

import static dev.wharfinger.platform.http.Schema.bool;
import static dev.wharfinger.platform.http.Schema.integer;
import static dev.wharfinger.platform.http.Schema.string;
import static dev.wharfinger.platform.http.Schema.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationEmailChanged;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationInvoiceAddressChanged;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationInvoiceEmailSet;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationTagExpirationSet;
import dev.wharfinger.platform.account.EmailAddress;
import dev.wharfinger.platform.config.QuayDuration;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.vault.Personal;
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

  @Inject ApiRequest request;
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
    ObjectNode body = request.body(BODY);
    Caller.User caller = request.requireUser();
    WriteRequest write = writes.begin(request);
    Change change = change(name, caller, body, settings, write);
    return writes
        .submit(write, Writes.actor(request, caller), change)
        .flatMap(_ -> view.find(name, caller))
        .map(Replies::okIfFound);
  }

  /** Parses a body. */
  static Change change(
      String name, Caller.User caller, ObjectNode body, Settings settings, WriteRequest write) {
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
        write.draw().uuid("email"));
  }

  /** The text under a key, empty for null; absent if the key is. */
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
      Optional<Rejection> refusal = state.refusesAdministrationBy(caller, name);
      if (refusal.isPresent()) {
        return Decision.reject(refusal.get());
      }
      return switch (state) {
        case OrganizationState.Missing _ -> Decision.reject(CommonRejection.NOT_FOUND);
        case OrganizationState.Present present ->
            issue(present).map(Decision::reject).orElseGet(() -> Decision.accept(events(present)));
      };
    }

    /** Why the change is refused, checked in Quay's order. */
    Optional<OrganizationRejection> issue(OrganizationState.Present now) {
      if (hasNewEmail(now) && !wanted().isEmpty() && !EmailAddress.isValid(wanted())) {
        return Optional.of(OrganizationRejection.Simple.INVALID_EMAIL);
      }
      return tagExpiration.isPresent()
              && (tagExpiration.get().bitLength() > 62
                  || !tagExpirationOptions.contains(tagExpiration.get().longValue()))
          ? Optional.of(OrganizationRejection.Simple.UNKNOWN_TAG_EXPIRATION)
          : Optional.empty();
    }

    /** The resulting events. */
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
