package dev.wharfinger.platform.discovery;

import dev.wharfinger.platform.config.WharfingerSettings;
import io.quarkus.qute.Template;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The page at {@code /}, for people who look what answers here; a browser is sent to the console.
 * It is no operation of the API: a resource at the root would take the place of the 404 of every
 * path that there is none for.
 */
@Singleton
class HomePage {

  void install(
      @Observes Router router,
      Template home,
      WharfingerSettings settings,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    String page = home.data("version", version).data("swaggerUi", settings.swaggerUi()).render();
    var _ =
        router
            .route("/")
            .method(HttpMethod.GET)
            .method(HttpMethod.HEAD)
            .handler(context -> {
              if (isForBrowser(context)) {
                ConsolePage.lead(context);
                return;
              }
              var _ =
                  context
                      .response()
                      .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                      .putHeader(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8")
                      .putHeader(
                          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                      .putHeader("X-Frame-Options", "DENY")
                      .putHeader("Referrer-Policy", "no-referrer")
                      .end(page);
            });
  }

  private static boolean isForBrowser(RoutingContext context) {
    String accepted = context.request().getHeader(HttpHeaders.ACCEPT);
    return accepted != null && accepted.contains("text/html");
  }
}
