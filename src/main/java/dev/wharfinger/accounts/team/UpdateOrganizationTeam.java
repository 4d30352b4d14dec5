package dev.wharfinger.accounts.team;

import static dev.wharfinger.platform.http.Schema.oneOfTexts;
import static dev.wharfinger.platform.http.Schema.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.accounts.team.TeamEvent.TeamCreated;
import dev.wharfinger.accounts.team.TeamEvent.TeamDescriptionChanged;
import dev.wharfinger.accounts.team.TeamEvent.TeamRoleChanged;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.OneMore;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.rights.OrganizationAccess;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Creates a team, or changes its role and description. Source: contract neighbours 4. */
@Path(Api.ROOT)
public class UpdateOrganizationTeam {

  static final Schema BODY =
      Schema.object()
          .required("role")
          .property("role", oneOfTexts("member", "creator", "admin"))
          .property("description", text(TextLengths.DESCRIPTION));

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject TeamView view;

  @PUT
  @Path("organization/{orgname}/team/{teamname}")
  @ApiOperation(
      summary = "Create or change a team.",
      scope = Scope.ORG_ADMIN,
      tag = "team",
      answers = @Answer(schema = "UpdatedTeam"))
  public Uni<Response> updateOrganizationTeam(
      @PathParam("orgname") String organization, @PathParam("teamname") String team) {
    ObjectNode body = request.body(BODY);
    Caller.User caller = request.requireUser();
    Update command =
        new Update(
            organization,
            team,
            caller,
            TeamRole.of(body.get("role").textValue()),
            Optional.ofNullable(body.get("description")).map(JsonNode::textValue));
    return writes
        .submit(
            request,
            caller,
            new OneMore<>(
                command,
                Set.of(TeamCreated.class),
                "teams of an organization",
                "SELECT FROM team t JOIN namespace n ON n.id = t.organization WHERE n.name = $1",
                List.of(organization)))
        .flatMap(done -> view.find(organization, team, done.seq()))
        .map(Replies::okIfFound);
  }

  /**
   * The command.
   *
   * @param description absent values are kept, or empty for a new team
   */
  record Update(
      String organization,
      String team,
      Caller.User caller,
      TeamRole role,
      Optional<String> description)
      implements Command<TeamState> {

    @Override
    public Uni<TeamState> load(SqlConnection connection) {
      return TeamState.load(connection, organization, team, caller);
    }

    @Override
    public Decision decide(TeamState state, Ids ids) {
      if (!state.access().administers(caller)) {
        return Decision.reject(caller.denial());
      }
      return switch (state) {
        case TeamState.Missing(OrganizationAccess access) -> create(access, ids);
        case TeamState.Present present -> change(present);
      };
    }

    private Decision create(OrganizationAccess access, Ids ids) {
      if (access.organization().isEmpty()) {
        return Decision.reject(new TeamRejection.NoOrganization(organization));
      }
      Optional<String> issue = TeamName.issue(team);
      if (issue.isPresent()) {
        return Decision.reject(new TeamRejection.InvalidName(team, issue.get()));
      }
      return Decision.accept(
          new TeamCreated(
              access.organization().get(),
              ids.next(TeamId::new),
              team,
              role,
              description.orElse("")));
    }

    private Decision change(TeamState.Present now) {
      if (role != TeamRole.ADMIN && now.tie() == TeamState.Membership.ONLY_ADMIN_TEAM) {
        return Decision.reject(new TeamRejection.GivesUpOwnAdministration(team, organization));
      }
      List<TeamEvent> events = new ArrayList<>();
      description
          .filter(text -> !text.equals(now.description()))
          .ifPresent(text ->
              events.add(
                  new TeamDescriptionChanged(now.organization(), now.id(), now.name(), text)));
      if (role != now.role()) {
        events.add(new TeamRoleChanged(now.organization(), now.id(), now.name(), role));
      }
      return Decision.accept(events);
    }
  }
}
