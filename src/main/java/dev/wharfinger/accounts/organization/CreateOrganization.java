package dev.wharfinger.accounts.organization;

import static dev.wharfinger.platform.http.Schema.string;
import static dev.wharfinger.platform.http.Schema.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationCreated;
import dev.wharfinger.platform.account.EmailAddress;
import dev.wharfinger.platform.account.NamespaceName;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.outbound.Captcha;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.ReservedNames;
import dev.wharfinger.platform.security.RestrictedUsers;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.Personal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates an organization; its creator owns it. Source: contract organization 2.1. */
@Path(Api.ROOT)
public class CreateOrganization {

  static final Schema BODY =
      Schema.object()
          .required("name")
          .property("name", string().heldTo(TextLengths.NAME))
          .property("email", string().heldTo(TextLengths.EMAIL))
          .property("contact_email", string().heldTo(TextLengths.EMAIL))
          .property("recaptcha_response", text(TextLengths.SECRET));

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Settings settings;
  @Inject Captcha captcha;

  @POST
  @Path("organization/")
  @ApiOperation(
      summary = "Create an organization.",
      scope = Scope.USER_ADMIN,
      answers = @Answer(status = 201, schema = "Created"))
  public Uni<Response> createOrganization() {
    Caller.User caller = request.requireUserInScope();
    if (RestrictedUsers.includes(caller, settings)) {
      throw new ApiException(ApiError.denied(caller));
    }
    ObjectNode body = request.body(BODY);
    if (settings.featureSuperusersOrgCreationOnly() && !caller.superuser()) {
      throw new ApiException(ApiError.denied(caller));
    }
    if (ReservedNames.of(settings).isReserved(body.get("name").textValue())
        && !caller.superuser()) {
      throw new ApiException(OrganizationErrors.NAME_TAKEN);
    }
    WriteRequest write = writes.begin(request);
    return captcha
        .passes(
            Optional.of(caller.name()),
            body.path("recaptcha_response").asText(),
            request.clientAddress())
        .flatMap(human ->
            writes.withNewKey(key ->
                writes.submit(
                    write, Writes.actor(request, caller), create(caller, body, write, key, human))))
        .map(Replies::created);
  }

  private Create create(
      Caller.User caller, ObjectNode body, WriteRequest write, UUID key, boolean human) {
    String contact = body.path("contact_email").asText("");
    String email = contact.isEmpty() ? body.path("email").asText("") : contact;
    return new Create(
        body.get("name").textValue(),
        email.isEmpty() ? null : email,
        write.draw().uuid("email"),
        key,
        caller.account(),
        settings.defaultTagExpiration().seconds(),
        settings.featureOrgSharedEmail(),
        human);
  }

  /** What the decision needs. */
  record State(boolean nameTaken, boolean emailOfUser) {}

  record Create(
      String name,
      @Nullable String email,
      UUID emailStandIn,
      UUID subjectKey,
      AccountId creator,
      long tagExpirationSeconds,
      boolean emailMayBeShared,
      boolean human)
      implements Command<State> {

    private static final String SELECT =
        """
        SELECT EXISTS (SELECT FROM namespace WHERE name = $1),
               EXISTS (SELECT FROM namespace WHERE email = $2 AND kind = 'user')
        """;

    /** Creating an organization does not claim a user's e-mail, so only names can collide. */
    @Override
    public Set<String> touches() {
      return Set.of("name " + name);
    }

    @Override
    public Uni<State> load(SqlConnection connection) {
      return connection
          .preparedQuery(SELECT)
          .execute(Tuple.of(name, email))
          .map(OneRow::of)
          .map(row -> new State(row.getBoolean(0), row.getBoolean(1)));
    }

    @Override
    public Decision decide(State state, Ids ids) {
      if (state.nameTaken()) {
        return Decision.reject(OrganizationRejection.Simple.NAME_TAKEN);
      }
      if (email != null && !EmailAddress.isValid(email)) {
        return Decision.reject(OrganizationRejection.Simple.INVALID_EMAIL);
      }
      if (!human) {
        return Decision.reject(OrganizationRejection.Simple.NOT_HUMAN);
      }
      if (email != null && state.emailOfUser() && !emailMayBeShared) {
        return Decision.reject(new OrganizationRejection.EmailUsed(email));
      }
      Optional<String> issue = NamespaceName.issue(name);
      if (issue.isPresent()) {
        return Decision.reject(new OrganizationRejection.InvalidName(name, issue.get()));
      }
      return Decision.accept(
          new OrganizationCreated(
              ids.next(OrganizationId::new),
              name,
              subjectKey,
              email == null ? null : new Personal.Known(email, subjectKey),
              emailStandIn,
              ids.next(TeamId::new),
              ids.next(),
              creator,
              tagExpirationSeconds));
    }
  }
}
