package dev.wharfinger.records.transparency;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Serves the log to everybody: it has hashes only. Source: C2SP tlog-tiles, which asks for the
 * paths and for answers that caches keep.
 */
@Singleton
public class TransparencyLogRoutes {

  static final String ROOT = "/log/";

  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String BYTES = "application/octet-stream";
  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String SECONDS = "public, max-age=5";

  private final TreeTables tables;
  private final Checkpoints checkpoints;
  private final CheckpointKeys keys;

  @Inject
  TransparencyLogRoutes(TreeTables tables, Checkpoints checkpoints, CheckpointKeys keys) {
    this.tables = tables;
    this.checkpoints = checkpoints;
    this.keys = keys;
  }

  private record Content(String type, String caching, byte[] bytes) {

    static Content text(String text) {
      return new Content(TEXT, SECONDS, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  void install(@Observes Router router) {
    serve(
        router,
        "checkpoint",
        _ -> checkpoints.last().map(last -> last.map(made -> Content.text(made.note()))));
    serve(router, "key", _ -> Uni.createFrom().item(Optional.of(Content.text(verifierKeys()))));
    serve(router, "tile/*", this::tile);
  }

  private String verifierKeys() {
    return keys.verifiers().stream().map(key -> key + "\n").collect(Collectors.joining());
  }

  private static void serve(
      Router router, String path, Function<RoutingContext, Uni<Optional<Content>>> content) {
    var _ =
        router
            .route(ROOT + path)
            .method(HttpMethod.GET)
            .method(HttpMethod.HEAD)
            .handler(context -> {
              var _ =
                  content
                      .apply(context)
                      .subscribe()
                      .with(found -> answer(context, found), context::fail);
            });
  }

  private static void answer(RoutingContext context, Optional<Content> found) {
    if (found.isEmpty()) {
      context.fail(404);
      return;
    }
    var _ =
        context
            .response()
            .putHeader(HttpHeaders.CONTENT_TYPE, found.get().type)
            .putHeader(HttpHeaders.CACHE_CONTROL, found.get().caching)
            .putHeader("Access-Control-Allow-Origin", "*")
            .putHeader("X-Content-Type-Options", "nosniff")
            .end(Buffer.buffer(found.get().bytes));
  }

  private Uni<Optional<Content>> tile(RoutingContext context) {
    String path = context.request().path().substring((ROOT + "tile/").length());
    return Tile.Wanted.parse(path)
        .map(wanted ->
            tables
                .content(wanted.tile(), wanted.entries())
                .map(stored ->
                    stored
                        .filter(all -> all.length >= wanted.width() * MerkleHash.BYTES)
                        .map(all -> new Content(BYTES, FOR_EVER, wanted.bytes(all)))))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }
}
