package dev.wharfinger.accounts.organization;

import static dev.wharfinger.platform.http.Schema.bool;
import static dev.wharfinger.platform.http.Schema.integer;
import static dev.wharfinger.platform.http.Schema.string;
import static dev.wharfinger.platform.http.Schema.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationRenamed;
import dev.wharfinger.platform.account.NamespaceName;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.SuperuserRequest;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A superuser renames an organization and changes its details, all or nothing. Source: contract
 * superuser 3.2.
 */
@Path(Api.ROOT)
public class ChangeOrganization {

  static final Schema BODY =
      Schema.object()
          .property("name", string().heldTo(TextLengths.NAME))
          .property("email", string().heldTo(TextLengths.EMAIL))
          .property("invoice_email", bool())
          .property("invoice_email_address", type("string", "null").atMost(TextLengths.EMAIL))
          .property("tag_expiration_s", integer().minimum(0));

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Settings settings;
  @Inject SuperuserRequest superusers;
  @Inject InstalledOrganizationView view;

  @PUT
  @Path("superuser/organizations/{name}")
  @ApiOperation(
      summary = "Rename or change an organization, as a superuser.",
      scope = Scope.SUPER_USER,
      answers = @Answer(schema = "InstalledOrganization"))
  public Uni<Response> changeOrganization(@PathParam("name") String name) {
    Caller.User caller = request.requireFreshUser();
    ObjectNode body = request.body(BODY);
    superusers.mayWrite(caller);
    WriteRequest write = writes.begin(request);
    Optional<String> newName = Optional.ofNullable(body.get("name")).map(JsonNode::textValue);
    Change change =
        new Change(
            newName,
            ChangeOrganizationDetails.change(
                name, caller, body.deepCopy().without("contact_email"), settings, write));
    return writes
        .submit(write, Writes.actor(request, caller), change)
        .flatMap(_ -> view.find(newName.orElse(name)))
        .map(Replies::okIfFound);
  }

  /**
   * What the decision needs.
   *
   * @param byUser whether a user or robot has the new name
   * @param byOrganization whether another organization has it
   */
  record State(OrganizationState organization, boolean byUser, boolean byOrganization) {}

  record Change(Optional<String> newName, ChangeOrganizationDetails.Change details)
      implements Command<State> {

    private static final String TAKEN =
        """
        SELECT EXISTS (SELECT FROM namespace WHERE name = $1 AND kind <> 'organization'),
               EXISTS (SELECT FROM namespace WHERE name = $1 AND kind = 'organization')
        """;

    @Override
    public Uni<State> load(SqlConnection connection) {
      return details
          .load(connection)
          .flatMap(organization ->
              connection
                  .preparedQuery(TAKEN)
                  .execute(Tuple.of(newName.orElse("")))
                  .map(OneRow::of)
                  .map(row -> new State(organization, row.getBoolean(0), row.getBoolean(1))));
    }

    @Override
    public Decision decide(State state, Ids ids) {
      return switch (state.organization()) {
        case OrganizationState.Missing _ -> Decision.reject(CommonRejection.NOT_FOUND);
        case OrganizationState.Present now ->
            nameIssue(state, now)
                .or(() -> details.issue(now))
                .map(Decision::reject)
                .orElseGet(() -> Decision.accept(events(now)));
      };
    }

    private Optional<OrganizationRejection> nameIssue(State state, OrganizationState.Present now) {
      if (newName.isEmpty()) {
        return Optional.empty();
      }
      String wanted = newName.get();
      Optional<String> issue = NamespaceName.issue(wanted);
      if (issue.isPresent()) {
        return Optional.of(new OrganizationRejection.InvalidNewName(wanted, issue.get()));
      }
      if (state.byUser()) {
        return Optional.of(new OrganizationRejection.NewNameOfUser(wanted));
      }
      return state.byOrganization() && !wanted.equals(now.name())
          ? Optional.of(new OrganizationRejection.NewNameOfOrganization(wanted))
          : Optional.empty();
    }

    private List<OrganizationEvent> events(OrganizationState.Present now) {
      List<OrganizationEvent> events = new ArrayList<>(details.events(now));
      newName.ifPresent(
          wanted -> events.add(new OrganizationRenamed(now.id(), now.name(), wanted)));
      return events;
    }
  }
}
