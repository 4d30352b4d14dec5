package dev.wharfinger.repositories.proxycache;

import static dev.wharfinger.api.Answers.isText;

import dev.wharfinger.api.Viewer;
import io.restassured.response.Response;

/** Requests of the tests of this area. */
final class Given {

  private Given() {}

  static String path(String organization) {
    return "/organization/" + organization + "/proxycache";
  }

  static Response create(Viewer viewer, String organization, String body) {
    return viewer.sends(body).post(path(organization));
  }

  /** A proxy cache of a public address. */
  static void configured(String organization) {
    isText(
        create(Viewer.ADM, organization, "{\"upstream_registry\": \"8.8.8.8\"}"), 201, "Created");
  }

  /** Asks whether an upstream registry can be reached without encryption. */
  static Response validate(String organization, String registry) {
    return validateBody(
        organization, "{\"upstream_registry\": \"%s\", \"insecure\": true}".formatted(registry));
  }

  /** The same with a user name and a password. */
  static Response validate(String organization, String registry, String user, String password) {
    return validateBody(
        organization,
        """
        {"upstream_registry": "%s", "insecure": true,
         "upstream_registry_username": "%s", "upstream_registry_password": "%s"}
        """
            .formatted(registry, user, password));
  }

  static Response validateBody(String organization, String body) {
    return Viewer.ADM.sends(body).post("/organization/" + organization + "/validateproxycache");
  }
}
