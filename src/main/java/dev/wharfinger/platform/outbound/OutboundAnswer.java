package dev.wharfinger.platform.outbound;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** The response of an external server. */
public record OutboundAnswer(int status, MultiMap headers, Buffer body) {

  /** The first header with that name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
