package dev.wharfinger.platform.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.api.Wharfinger;
import io.restassured.RestAssured;
import io.restassured.http.Method;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HomePageApiTest {

  private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");

  @Test
  void saysWhatAnswersHereAndLinksToTheDescriptionOfTheApi() {
    Response page = get(Wharfinger.shared(), "/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
    assertThat(page.header("Content-Security-Policy"))
        .isEqualTo("default-src 'none'; frame-ancestors 'none'");
    assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    String version =
        get(Wharfinger.shared(), "/config")
            .jsonPath()
            .getString("version_number")
            .replaceAll(".*\\((.*)\\)", "$1");
    assertThat(page.asString())
        .contains("<h1>" + version + "</h1>")
        .doesNotContain("<script", "swagger-ui");
    everyLinkLeadsSomewhere(Wharfinger.shared(), page);
  }

  @Test
  void leadsABrowserToTheConsole() {
    Response lead =
        RestAssured.given()
            .redirects()
            .follow(false)
            .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
            .get(URI.create(Wharfinger.shared().origin() + "/"));
    assertThat(lead.statusCode()).isEqualTo(302);
    assertThat(lead.header("Location")).isEqualTo("/console/");
    assertThat(lead.header("Vary")).isEqualToIgnoringCase("Accept");
    assertThat(get(Wharfinger.shared(), "/console").statusCode()).isEqualTo(200);
  }

  @Test
  void doesNotStandInForOtherPathsAndMethods() {
    assertThat(get(Wharfinger.shared(), "/none").statusCode()).isEqualTo(404);
    assertThat(get(Wharfinger.shared(), "/q/swagger-ui/").statusCode()).isEqualTo(404);
    assertThat(
            browser().request(Method.POST, URI.create(Wharfinger.shared().origin() + "/")).then())
        .extracting(answer -> answer.extract().statusCode())
        .isEqualTo(404);
    Response head = browser().request(Method.HEAD, URI.create(Wharfinger.shared().origin() + "/"));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.asString()).isEmpty();
  }

  @Test
  void servesSwaggerUiWhereThatIsWanted() {
    Wharfinger service = Wharfinger.restricted();
    Response page = get(service, "/");
    assertThat(page.asString()).contains("href=\"/q/swagger-ui/\"");
    everyLinkLeadsSomewhere(service, page);
    Response swagger = get(service, "/q/swagger-ui/");
    assertThat(swagger.contentType()).startsWith("text/html");
    assertThat(swagger.asString()).contains("/q/openapi", "X-Requested-With");
    assertThat(swagger.header("Content-Security-Policy"))
        .startsWith("default-src 'self';")
        .contains("frame-ancestors 'none'");
    assertThat(swagger.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(swagger.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(get(service, "/q/swagger-ui/swagger-ui-bundle.js").statusCode()).isEqualTo(200);
  }

  private static void everyLinkLeadsSomewhere(Wharfinger service, Response page) {
    assertThat(LINK.matcher(page.asString()).results().map(link -> link.group(1)))
        .isNotEmpty()
        .allSatisfy(link -> assertThat(get(service, link).statusCode()).isEqualTo(200));
  }

  private static Response get(Wharfinger service, String path) {
    return browser().get(URI.create(service.origin() + path));
  }

  private static RequestSpecification browser() {
    return RestAssured.given()
        .urlEncodingEnabled(false)
        .header("User-Agent", "Mozilla/5.0")
        .header("Accept", "*/*");
  }
}
