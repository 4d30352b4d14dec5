package dev.wharfinger.records.transparency;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * Proves that what an older checkpoint signed is the beginning of what the last one signs. Source:
 * docs/proof.md.
 */
@Path(Api.OWN_ROOT)
public class GetHistoryConsistency {

  static final String HELP = "Must be the size of a checkpoint: how many records it covers";

  @Inject ApiRequest request;
  @Inject TreeTables tables;
  @Inject Checkpoints checkpoints;

  @GET
  @Path("history/consistency")
  @ApiOperation(
      summary = "Prove that nothing was changed in the journal since a checkpoint.",
      scope = Scope.USER_READ,
      tag = "history",
      query = "size",
      answers = @Answer(schema = "HistoryConsistency"))
  public Uni<Response> getHistoryConsistency() {
    var _ = request.requireUserInScope();
    long size = request.query().integer("size", HELP, -1);
    if (size < 0) {
      throw new ApiException(new ApiError.ParameterMessage("size", HELP));
    }
    return checkpoints
        .covering(Math.max(size, 1))
        .map(found -> found.orElseThrow(() -> new ApiException(ApiError.notFound())))
        .flatMap(checkpoint ->
            tables
                .compute(tree -> tree.consistency(size, checkpoint.size()))
                .map(path ->
                    Proofs.put(
                        JsonNodeFactory.instance.objectNode().put("from_size", size),
                        path,
                        checkpoint)))
        .map(Replies::ok);
  }
}
