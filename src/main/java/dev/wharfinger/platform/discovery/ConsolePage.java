package dev.wharfinger.platform.discovery;

import io.quarkus.qute.Template;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The page at {@code /console/}, which loads the console's modules. It names them in an import map,
 * the only script that browsers take inline only; the policy allows that text by its hash, and
 * otherwise nothing that does not come from here.
 */
@Singleton
class ConsolePage {

  static final String PATH = "/console/";

  private static final String IMPORT_MAP =
      """
      {"imports": {
        "lit": "/_static/lit/index.js",
        "lit/": "/_static/lit/",
        "lit-html": "/_static/lit-html/lit-html.js",
        "lit-html/": "/_static/lit-html/",
        "lit-element/": "/_static/lit-element/",
        "@lit/reactive-element": "/_static/reactive-element/reactive-element.js",
        "uplot": "/webjars/uplot/dist/uPlot.esm.js"
      }}
      """;

  void install(@Observes Router router, Template console) {
    String page = console.data("importMap", IMPORT_MAP).render();
    String policy = policy();
    var _ =
        router
            .route(PATH)
            .method(HttpMethod.GET)
            .method(HttpMethod.HEAD)
            .handler(context -> {
              var _ =
                  context
                      .response()
                      .putHeader(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8")
                      .putHeader("Content-Security-Policy", policy)
                      .putHeader("X-Frame-Options", "DENY")
                      .putHeader("Referrer-Policy", "no-referrer")
                      .end(page);
            });
    // A route without a slash at the end matches with one as well, so it comes second.
    var _ = router.route("/console").method(HttpMethod.GET).handler(ConsolePage::lead);
  }

  /** Sends a browser to the page. */
  static void lead(RoutingContext context) {
    var _ =
        context
            .response()
            .setStatusCode(302)
            .putHeader(HttpHeaders.LOCATION, PATH)
            .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT)
            .end();
  }

  private static String policy() {
    return "default-src 'none'; script-src 'self' 'sha256-"
        + hash()
        + "'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none';"
        + " form-action 'none'; frame-ancestors 'none'";
  }

  private static String hash() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(IMPORT_MAP.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
