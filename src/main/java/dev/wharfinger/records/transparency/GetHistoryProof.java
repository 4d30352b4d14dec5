package dev.wharfinger.records.transparency;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Base64;
import java.util.HexFormat;

/** Proves that a record is in the journal that a checkpoint signs. Source: docs/proof.md. */
@Path(Api.OWN_ROOT)
public class GetHistoryProof {

  @Inject ApiRequest request;
  @Inject TreeTables tables;
  @Inject Checkpoints checkpoints;

  @GET
  @Path("history/proof/{seq}")
  @ApiOperation(
      summary = "Prove that a record is in the journal.",
      scope = Scope.USER_READ,
      tag = "history",
      answers = @Answer(schema = "HistoryProof"))
  public Uni<Response> getHistoryProof(@PathParam("seq") String seq) {
    var _ = request.requireUserInScope();
    if (!seq.matches("[1-9][0-9]{0,17}")) {
      throw new ApiException(ApiError.notFound());
    }
    long record = Long.parseLong(seq);
    return checkpoints
        .covering(record)
        .flatMap(
            found -> prove(record, found.orElseThrow(() -> new ApiException(ApiError.notFound()))))
        .map(Replies::ok);
  }

  private Uni<ObjectNode> prove(long seq, Checkpoints.Made checkpoint) {
    long index = seq - 1;
    return Uni.combine()
        .all()
        .unis(
            tables.compute(tree -> tree.inclusion(index, checkpoint.size())),
            tables.content(Tile.of(0, index), true))
        .with((path, entries) -> {
          byte[] entry = Tile.at(entries.orElseThrow(), (int) (index % Tile.WIDTH));
          ObjectNode view =
              JsonNodeFactory.instance
                  .objectNode()
                  .put("seq", seq)
                  .put("record_hash", HexFormat.of().formatHex(entry))
                  .put("leaf_index", index)
                  .put("leaf_hash", Base64.getEncoder().encodeToString(MerkleHash.leaf(entry)));
          return Proofs.put(view, path, checkpoint);
        });
  }
}
