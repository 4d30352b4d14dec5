package dev.wharfinger.platform.http;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** The success responses, each JSON body with one trailing newline. Source: contract common 9. */
public final class Replies {

  private Replies() {}

  /** 200 with an object. */
  public static Response ok(Object body) {
    return json(200, body);
  }

  /** 200 with a line of JSON built before. */
  public static Response okLine(byte[] line) {
    return Response.ok(line, MediaType.APPLICATION_JSON_TYPE).build();
  }

  /** 201 with the text {@code Created}. */
  public static Response created() {
    return json(201, "Created");
  }

  /** The same at the end of a pipeline whose value does not matter. */
  public static Response created(Object ignored) {
    return created();
  }

  /** 201 with the text {@code Deleted}. */
  public static Response deleted() {
    return json(201, "Deleted");
  }

  /** The same at the end of a pipeline whose value does not matter. */
  public static Response deleted(Object ignored) {
    return deleted();
  }

  /** 202 with an empty text. */
  public static Response accepted() {
    return json(202, "");
  }

  /** The same at the end of a pipeline whose value does not matter. */
  public static Response accepted(Object ignored) {
    return accepted();
  }

  /** 201 without a body, which Quay calls HTML. */
  public static Response empty(Object ignored) {
    return Response.status(201).type("text/html; charset=utf-8").entity("").build();
  }

  /** 204 without a body. */
  public static Response noContent() {
    return Response.noContent().build();
  }

  /** The same at the end of a pipeline whose value does not matter. */
  public static Response noContent(Object ignored) {
    return noContent();
  }

  /** Any other status with any JSON value; a string becomes a JSON string. */
  public static Response json(int status, Object body) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(Json.line(body))
        .build();
  }

  /** 200 with what was found, or else 404. */
  public static Response okIfFound(Optional<? extends Object> found) {
    return found.map(Replies::ok).orElseThrow(ApiException::notFound);
  }
}
