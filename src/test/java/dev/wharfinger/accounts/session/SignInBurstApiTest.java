package dev.wharfinger.accounts.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.api.Browser;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Many passwords at once for one name. */
class SignInBurstApiTest {

  private static final int MANY = 45;

  /** Windows of 0.5, 1.5, 3.5, 7.5 and 15.5 s let so many through in half a minute. */
  private static final int FEW = 6;

  private static final String LATEST =
      " WHERE last_failure = (SELECT max(last_failure) FROM vault.sign_in_failure)";

  private final Wharfinger service = Wharfinger.shared();
  private final String name = Wharfinger.fresh("burst");
  private final String password = Viewer.newUser(name);

  @Test
  void isOneGuessAndTellsNothingOfTheOthers() throws Exception {
    List<Response> answers = atOnce(i -> i == 30 ? password : "wrong-password-" + i, this::signsIn);
    assertThat(count(answers, 403)).isBetween(1L, (long) FEW);
    assertThat(count(answers, 429)).isGreaterThanOrEqualTo(MANY - 2L * FEW);
    Set<String> told =
        answers.stream()
            .filter(answer -> answer.statusCode() == 429)
            .map(Response::asString)
            .collect(Collectors.toSet());
    assertThat(told).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() == 429)
        .allSatisfy(answer -> assertThat(seconds(answer)).isBetween(0L, 16L));
  }

  @Test
  void isOneGuessByPasswordGrantAndAtTheRegistryToo() throws Exception {
    List<Response> grants = atOnce(i -> "wrong-password-" + i, this::isGranted);
    assertThat(count(grants, 400)).isBetween(1L, (long) FEW);
    assertThat(count(grants, 429)).isEqualTo(MANY - count(grants, 400));
    String other = Wharfinger.fresh("burst");
    var _ = Viewer.newUser(other);
    List<Response> basics =
        atOnce(i -> "wrong-password-" + i, (b, guess) -> basic(b, other, guess));
    assertThat(count(basics, 401)).isBetween(1L, (long) FEW);
    assertThat(count(basics, 429)).isEqualTo(MANY - count(basics, 401));
  }

  @Test
  void letsEverybodyInWhoIsRight() throws Exception {
    assertThat(count(atOnce(_ -> password, this::signsIn), 200)).isEqualTo(MANY);
  }

  @Test
  void makesNobodyWaitLongerThanAQuarterOfAnHour() {
    Browser signedIn = Browser.signedIn(name, password);
    assertThat(signsIn(Browser.anonymous(), "wrong-password").statusCode()).isEqualTo(403);
    service.sql("UPDATE vault.sign_in_failure SET failures = 1000000" + LATEST);
    String body = "{\"password\": \"%s\"}".formatted(password);
    String convert = "{\"adminUser\": \"%s\", \"adminPassword\": \"%s\"}";
    for (Response answer :
        List.of(
            signsIn(Browser.anonymous(), password),
            signsIn(Browser.anonymous(), "wrong-password"),
            signedIn.sends(body).post("/signin/verify"),
            signedIn.sends(body).post("/user/clientkey"),
            Viewer.OUT.browser().sends(convert.formatted(name, password)).post("/user/convert"),
            isGranted(Browser.anonymous(), password),
            basic(Browser.anonymous(), name, password),
            Browser.anonymous()
                .plain()
                .basePath("")
                .header("Authorization", basic(name, password))
                .get("/oauth/localapp?scope=repo:read&format=json&access_token=x"))) {
      assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(429);
      assertThat(seconds(answer)).isBetween(1L, 900L);
    }
  }

  @Test
  void forgetsATryThatIsNeverDecided() {
    assertThat(signsIn(Browser.anonymous(), "wrong-password").statusCode()).isEqualTo(403);
    service.sql(
        "UPDATE vault.sign_in_failure SET undecided = true, failures = -7,"
            + " last_failure = now() - interval '2 seconds'"
            + LATEST);
    assertThat(signsIn(Browser.anonymous(), password).statusCode())
        .as("another instance may be at it")
        .isEqualTo(429);
    service.sql(
        "UPDATE vault.sign_in_failure SET last_failure = now() - interval '31 seconds'"
            + " WHERE failures = -7");
    assertThat(signsIn(Browser.anonymous(), password).statusCode()).isEqualTo(200);
  }

  private interface Way {
    Response tries(Browser browser, String password);
  }

  private static List<Response> atOnce(Function<Integer, String> password, Way way)
      throws Exception {
    List<Browser> browsers = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      browsers.add(Browser.anonymous());
    }
    try (ExecutorService clients = Executors.newFixedThreadPool(MANY)) {
      List<Future<Response>> asked = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        Browser browser = browsers.get(i);
        String guess = password.apply(i);
        asked.add(clients.submit(() -> way.tries(browser, guess)));
      }
      List<Response> answers = new ArrayList<>();
      for (Future<Response> answer : asked) {
        answers.add(answer.get());
      }
      return answers;
    }
  }

  private Response signsIn(Browser browser, String guess) {
    return browser.signIn(name, guess);
  }

  private Response isGranted(Browser browser, String guess) {
    return browser
        .plain()
        .basePath("")
        .urlEncodingEnabled(true)
        .contentType(ContentType.URLENC)
        .formParam("grant_type", "password")
        .formParam("username", name)
        .formParam("password", guess)
        .post("/oauth/access_token");
  }

  private static Response basic(Browser browser, String user, String guess) {
    return browser
        .plain()
        .basePath("")
        .header("Authorization", basic(user, guess))
        .get("/v2/auth?service=localhost:8080");
  }

  private static String basic(String user, String guess) {
    return "Basic "
        + Base64.getEncoder().encodeToString((user + ":" + guess).getBytes(StandardCharsets.UTF_8));
  }

  private static long count(List<Response> answers, int status) {
    return answers.stream().filter(answer -> answer.statusCode() == status).count();
  }

  private static long seconds(Response answer) {
    return Long.parseLong(answer.header("Retry-After"));
  }
}
