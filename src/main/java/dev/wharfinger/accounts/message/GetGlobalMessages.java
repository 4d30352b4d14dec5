package dev.wharfinger.accounts.message;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.PageBytes;
import dev.wharfinger.platform.http.Replies;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Lists the messages to all users, to any caller. Source: contract sessions 3.1. */
@Path(Api.ROOT)
public class GetGlobalMessages {

  @Inject Pool pool;

  @GET
  @Path("messages")
  @ApiOperation(
      summary = "List the messages for all users.",
      answers = @Answer(schema = "GlobalMessageList"))
  public Uni<Response> getGlobalMessages() {
    return pool.preparedQuery(
            "SELECT uuid, "
                + PageBytes.shortened("content")
                + ", severity, media_type FROM global_message ORDER BY id")
        .execute()
        .map(rows -> {
          ObjectNode page = JsonNodeFactory.instance.objectNode();
          ArrayNode messages = page.putArray("messages");
          for (Row row : rows) {
            messages
                .addObject()
                .put("uuid", row.getUUID(0).toString())
                .put("content", row.getString(1))
                .put("severity", row.getString(2))
                .put("media_type", row.getString(3));
          }
          return Replies.ok(page);
        });
  }
}
