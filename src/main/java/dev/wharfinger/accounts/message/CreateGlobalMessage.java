package dev.wharfinger.accounts.message;

import static dev.wharfinger.platform.http.Schema.oneOfTexts;
import static dev.wharfinger.platform.http.Schema.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.accounts.message.MessageEvent.GlobalMessageCreated;
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
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** A superuser posts a message to all users. Source: contract sessions 3.1. */
@Path(Api.ROOT)
public class CreateGlobalMessage {

  static final Schema BODY =
      Schema.object()
          .required("message")
          .property(
              "message",
              Schema.object()
                  .required("content", "media_type", "severity")
                  .property("content", text(TextLengths.MESSAGE))
                  .property("media_type", oneOfTexts("text/plain", "text/markdown"))
                  .property("severity", oneOfTexts("info", "warning", "error")));

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Settings settings;

  @POST
  @Path("messages")
  @ApiOperation(
      summary = "Create a message for all users.",
      scope = Scope.SUPER_USER,
      answers = @Answer(status = 201))
  public Uni<Response> createGlobalMessage() {
    Caller.User caller = request.requireFreshUser();
    JsonNode message = request.body(BODY).get("message");
    if (!settings.featureSuperUsers()) {
      throw new ApiException(ApiError.NO_SUCH_PAGE);
    }
    if (!caller.superuser()) {
      throw new ApiException(ApiError.FORBIDDEN);
    }
    WriteRequest write = writes.begin(request);
    return writes
        .submit(
            write,
            Writes.actor(request, caller),
            new Create(
                write.draw().uuid("message"),
                message.get("content").textValue(),
                message.get("severity").textValue(),
                message.get("media_type").textValue()))
        .map(Replies::empty);
  }

  record Create(UUID uuid, String content, String severity, String mediaType)
      implements Command<Boolean> {

    /** The only condition is that the user exists, which is checked for every command. */
    @Override
    public Uni<Boolean> load(SqlConnection connection) {
      return Uni.createFrom().item(true);
    }

    @Override
    public Decision decide(Boolean state, Ids ids) {
      return Decision.accept(
          new GlobalMessageCreated(ids.next(), uuid, content, severity, mediaType));
    }
  }
}
