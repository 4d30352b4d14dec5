package dev.wharfinger.accounts.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.rights.NamespaceRights;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Finds teams, robots, repositories, users and organizations, best matches first and a few of each
 * kind. Source: contract sessions 3.5.
 */
@Path(Api.ROOT)
public class ConductSearch {

  @Bound(
      of = "results of one kind in a search",
      unit = "items",
      beyond = "the worst matches are omitted",
      test = "SearchApiTest.findsAFewOfEachKind")
  private static final int OF_A_KIND = 5;

  private static final String NAMESPACES =
      """
      SELECT name AS owner, email AS owner_email, kind AS owner_kind FROM namespace
      WHERE name >= $1 AND name < $2 AND kind <> 'robot' AND $3::bigint IS NOT NULL
      ORDER BY name LIMIT $4
      """;

  /** $5 whether the viewer's token has a scope for organizations. */
  private static final String TEAMS =
      """
      SELECT t.name, o.name AS owner, o.email AS owner_email, o.kind AS owner_kind
      FROM (
        SELECT DISTINCT mine.organization FROM team_member m JOIN team mine ON mine.id = m.team
        WHERE m.account = $3) own
      CROSS JOIN LATERAL (
        SELECT t.id, t.name FROM team t
        WHERE t.organization = own.organization AND t.name >= $1 AND t.name < $2 AND (
          EXISTS (SELECT FROM team_member m WHERE m.team = t.id AND m.account = $3)
          OR %s)
        ORDER BY t.name LIMIT $4) t
      JOIN namespace o ON o.id = own.organization
      WHERE $5 ORDER BY t.name, t.id LIMIT $4
      """
          .formatted(NamespaceRights.administersOrganization("own.organization", "$3"));

  /** $5 likewise, $6 whether it has the scope for the user's own account. */
  private static final String ROBOTS =
      """
      SELECT n.name, r.short_name, o.name AS owner, o.email AS owner_email, o.kind AS owner_kind
      FROM (
        SELECT $3::bigint AS id WHERE $6 UNION
        SELECT id FROM (%s) administered WHERE $5) own
      CROSS JOIN LATERAL (
        SELECT r.account, r.short_name FROM robot r
        WHERE r.owner = own.id AND r.short_name >= $1 AND r.short_name < $2
        ORDER BY r.short_name LIMIT $4) r
      JOIN namespace n ON n.id = r.account JOIN namespace o ON o.id = own.id
      ORDER BY r.short_name, n.id LIMIT $4
      """
          .formatted(NamespaceRights.organizationsOf("$3"));

  @Inject ApiRequest request;
  @Inject Pool pool;
  @Inject FoundRepositories repositories;
  @Inject FoundView view;

  @GET
  @Path("find/all")
  @ApiOperation(
      summary = "Search for repositories, users, organizations, teams and robots.",
      scope = Scope.REPO_READ,
      query = "find_query",
      answers = @Answer(schema = "FoundList"))
  public Uni<Response> conductSearch() {
    Searched searched = Searched.of(request.query().string("query").orElse(""), request.caller());
    return (searched.text().isEmpty()
            ? Uni.createFrom().item(List.<ObjectNode>of())
            : search(searched))
        .map(found -> Replies.ok(page(found)));
  }

  private Uni<List<ObjectNode>> search(Searched searched) {
    boolean organizations = searched.may(Scope.ORG_ADMIN);
    return Uni.combine()
        .all()
        .unis(
            pool.preparedQuery(TEAMS)
                .execute(searched.range().addLong((long) OF_A_KIND).addBoolean(organizations)),
            pool.preparedQuery(ROBOTS)
                .execute(
                    searched
                        .range()
                        .addLong((long) OF_A_KIND)
                        .addBoolean(organizations)
                        .addBoolean(searched.may(Scope.USER_ADMIN))),
            repositories.find(searched, 0, OF_A_KIND, Optional.empty()),
            pool.preparedQuery(NAMESPACES).execute(searched.range().addLong((long) OF_A_KIND)))
        .with((teams, robots, found, namespaces) -> {
          List<ObjectNode> list = new ArrayList<>();
          add(list, teams, searched, view::team);
          add(list, robots, searched, view::robot);
          add(list, found, searched, view::repository);
          add(list, namespaces, searched, view::namespace);
          list.sort(
              Comparator.comparingDouble((ObjectNode each) -> each.get("score").doubleValue())
                  .reversed());
          return list;
        });
  }

  private static void add(
      List<ObjectNode> list,
      RowSet<Row> rows,
      Searched searched,
      BiFunction<Row, Searched, ObjectNode> element) {
    rows.forEach(row -> list.add(element.apply(row, searched)));
  }

  private static ObjectNode page(List<ObjectNode> found) {
    ArrayNode results = JsonNodeFactory.instance.arrayNode().addAll(found);
    return JsonNodeFactory.instance.objectNode().set("results", results);
  }
}
