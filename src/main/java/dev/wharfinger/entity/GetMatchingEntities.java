package dev.wharfinger.entity;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Query;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.http.Replies;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.text.Normalizer;
import java.util.Locale;

/** Finds who can be named where somebody begins to type a name. Source: contract sessions 3.4. */
@Path(Api.ROOT)
public class GetMatchingEntities {

  @Inject Call call;
  @Inject EntityView entities;

  @GET
  @Path("entities/{prefix}")
  @ApiOperation(
      summary = "List users, robots, teams and organizations whose names begin so.",
      query = {"entity_namespace", "includeTeams", "includeOrgs"},
      answers = @Answer(schema = "EntityList"))
  public Uni<Response> getMatchingEntities(@PathParam("prefix") String typed) {
    if (typed.contains("/")) {
      throw new RefusedException(Refusal.notFound());
    }
    Query query = call.query();
    return entities
        .matching(
            new EntityView.Wanted(
                plain(typed),
                query.string("namespace").orElse(""),
                query.flag("includeTeams", false),
                query.flag("includeOrgs", false)),
            call.caller())
        .map(Replies::ok);
  }

  /** What was typed in the letters that names have: without accents, blanks and capitals. */
  static String plain(String typed) {
    return Normalizer.normalize(typed, Normalizer.Form.NFKD)
        .replaceAll("[^\\x21-\\x7e]", "")
        .toLowerCase(Locale.ROOT);
  }
}
