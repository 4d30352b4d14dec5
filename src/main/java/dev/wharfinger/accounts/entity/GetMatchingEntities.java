package dev.wharfinger.accounts.entity;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Query;
import dev.wharfinger.platform.http.Replies;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.text.Normalizer;
import java.util.Locale;

/** Completes names of users, robots, teams and organizations. Source: contract sessions 3.4. */
@Path(Api.ROOT)
public class GetMatchingEntities {

  @Inject ApiRequest request;
  @Inject EntityView entities;

  @GET
  @Path("entities/{prefix}")
  @ApiOperation(
      summary = "List users, robots, teams and organizations whose names start with a prefix.",
      query = {"entity_namespace", "includeTeams", "includeOrgs"},
      answers = @Answer(schema = "EntityList"))
  public Uni<Response> getMatchingEntities(@PathParam("prefix") String typed) {
    if (typed.contains("/")) {
      throw new ApiException(ApiError.notFound());
    }
    Query query = request.query();
    return entities
        .matching(
            new EntityView.Wanted(
                plain(typed),
                query.string("namespace").orElse(""),
                query.flag("includeTeams", false),
                query.flag("includeOrgs", false)),
            request.caller())
        .map(Replies::ok);
  }

  /** The input reduced to the characters of names: without accents, blanks and capitals. */
  static String plain(String typed) {
    return Normalizer.normalize(typed, Normalizer.Form.NFKD)
        .replaceAll("[^\\x21-\\x7e]", "")
        .toLowerCase(Locale.ROOT);
  }
}
