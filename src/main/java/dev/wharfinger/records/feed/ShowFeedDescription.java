package dev.wharfinger.records.feed;

import io.quarkus.vertx.http.ManagementInterface;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The AsyncAPI document of the audit feed, for its subscribers. It is served on the management
 * port, like everything for operators, and needs no credential, because nothing in it depends on
 * the installation.
 */
@Singleton
public class ShowFeedDescription {

  private static final String RESOURCE = "/docs/asyncapi.yaml";
  private static final String DOCUMENT = read();

  void install(@Observes ManagementInterface management) {
    management
        .router()
        .get("/operator/asyncapi.yaml")
        .handler(context ->
            context.response().putHeader("Content-Type", "application/yaml").end(DOCUMENT));
  }

  private static String read() {
    try (InputStream in = ShowFeedDescription.class.getResourceAsStream(RESOURCE)) {
      return new String(
          Objects.requireNonNull(in, RESOURCE).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
