package dev.wharfinger.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/** Holds every answer that a test gets against the OpenAPI document of the service. */
final class AnswersAsDescribed implements Filter {

  static final AnswersAsDescribed FILTER = new AnswersAsDescribed();

  private static final AtomicReference<Description> QUAYS = new AtomicReference<>();
  private static final AtomicReference<Description> OWN = new AtomicReference<>();

  /** What may be kept for a while, since it is the same for everybody. */
  private static final Pattern PUBLIC_KEYS =
      Pattern.compile("/keys/.*|/\\.well-known/.*|/static/.*");

  /** The server itself answers so, before there is a request that anything could be done with. */
  private static final int LINE_TOO_LONG = 414;

  private AnswersAsDescribed() {}

  @Override
  public Response filter(
      FilterableRequestSpecification request,
      FilterableResponseSpecification expected,
      FilterContext context) {
    Response answer = context.next(request, expected);
    URI address = URI.create(request.getURI());
    if (answer.statusCode() != LINE_TOO_LONG) {
      isCareful(answer, address.getPath());
    }
    if (address.getPath().startsWith("/api/") && isPlain(address.getRawPath())) {
      assertThat(
              description(address)
                  .faults(
                      request.getMethod(),
                      asDescribed(address.getRawPath()),
                      answer.statusCode(),
                      answer.asString()))
          .as("%s %s: %s", request.getMethod(), address.getPath(), answer.asString())
          .isEmpty();
    }
    return answer;
  }

  private static void isCareful(Response answer, String path) {
    assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
    if (!PUBLIC_KEYS.matcher(path).matches()) {
      assertThat(answer.header("Cache-Control")).as(path).contains("no-store");
    }
  }

  /** The path as the document has it: in the name of a repository an escaped slash is a slash. */
  private static String asDescribed(String path) {
    return path.contains("/repository/") ? path.replace("%2F", "/") : path;
  }

  /** Whether the path leads where it seems to lead. */
  private static boolean isPlain(String path) {
    return !path.contains(";")
        && !path.contains("..")
        && !path.contains("%2e%2e")
        && !path.contains("//");
  }

  private static Description description(URI address) {
    boolean own = address.getPath().startsWith("/api/wharfinger/");
    AtomicReference<Description> described = own ? OWN : QUAYS;
    Description known = described.get();
    if (known == null) {
      String document = own ? "/q/openapi-own" : "/q/openapi";
      known =
          new Description(
              Answers.json(RestAssured.get(address.resolve(document + "?format=json")).asString()));
      described.set(known);
    }
    return known;
  }
}
