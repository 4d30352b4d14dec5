package dev.wharfinger.platform.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The wire format of a refusal, key order included. Source: contract common 4. */
final class ErrorBody {

  private ErrorBody() {}

  /**
   * The JSON object of a refusal.
   *
   * @param origin scheme and host of the request, for the absolute {@code type} of a problem
   */
  static ObjectNode of(ApiError refusal, String origin) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    switch (refusal) {
      case ApiError.ProblemObject(
              ProblemType problem,
              String detail,
              Map<String, Object> extra) -> {
        body.put("detail", detail)
            .put("error_message", detail)
            .put("error_type", problem.type())
            .put("title", problem.type())
            .put("type", typeUrl(problem, origin))
            .put("status", problem.status());
        merge(body, extra);
      }
      case ApiError.MessageObject(int _, String message, Map<String, Object> extra) -> {
        body.put("message", message);
        merge(body, extra);
      }
      case ApiError.ParameterMessage(String parameter, String help) ->
          body.putObject("message").put(parameter, help);
      case ApiError.DetailObject(int _, String detail) -> body.put("detail", detail);
      case ApiError.ErrorObject(int _, String error) -> body.put("error", error);
      case ApiError.Unavailable(String message, int _) -> body.put("message", message);
    }
    return body;
  }

  /** The URL that explains a problem. */
  static String typeUrl(ProblemType problem, String origin) {
    return origin + Api.ROOT + "/error/" + problem.type();
  }

  private static void merge(ObjectNode body, Map<String, Object> extra) {
    extra.forEach((key, value) -> body.set(key, Json.tree(value)));
  }
}
