package dev.wharfinger.platform.discovery;

import dev.wharfinger.platform.config.WharfingerSettings;
import io.quarkus.qute.Template;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The page at {@code /}, for people who look what answers here. It is no operation of the API: a
 * resource at the root would take the place of the 404 of every path that there is none for.
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
              var _ =
                  context
                      .response()
                      .putHeader(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8")
                      .putHeader(
                          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                      .putHeader("X-Frame-Options", "DENY")
                      .putHeader("Referrer-Policy", "no-referrer")
                      .end(page);
            });
  }
}
