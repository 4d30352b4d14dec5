package dev.wharfinger.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.wharfinger.api.GeneratedRequest.Header;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The accounts, organizations and ids that generated requests are about, and the credentials they
 * carry. Requests may break any of it; {@link #restore} makes it whole again.
 */
final class Cast {

  static final String ORGANIZATION = "harbour";

  /** Never signs in, so that nobody but superusers has a reason to see its e-mail. */
  static final String PRIVATE_EMAIL = "quentin.private-7351@" + Nasty.MARK + ".example";

  private final Wharfinger service;
  private final CastAccounts accounts;
  private final Map<String, List<String>> ids = new HashMap<>();
  private final List<String> pageTokens = new ArrayList<>();
  private String build = "none";

  Cast(Wharfinger service) {
    this.service = service;
    this.accounts = new CastAccounts(service);
  }

  /** Names that stand for accounts which requests may do anything to. */
  static List<String> disposable(String prefix) {
    return IntStream.rangeClosed(1, 12).mapToObj(i -> Nasty.MARK + "-" + prefix + "-" + i).toList();
  }

  /** What a path's variable or a body's key may stand for. */
  List<String> values(String name) {
    return ids.getOrDefault(name, List.of("none"));
  }

  List<String> pageTokens() {
    return pageTokens;
  }

  /** The headers by which a caller is known. */
  List<Header> credentials(Role role) {
    return accounts.credentials(role);
  }

  /** What no answer may show to anybody, unless the request said it. */
  List<String> secrets() {
    return accounts.secrets();
  }

  /** Callers whose credentials no longer stand for them. */
  List<Role> lost() {
    List<Role> lost = new ArrayList<>(accounts.lost());
    if (!isThere(accounts.token(Role.READER), "/repository/harbour/goods")) {
      lost.add(Role.READER);
    }
    return lost;
  }

  /** Does to accounts and organization what requests may do to them. */
  void harm() {
    accounts.harm();
    var answer =
        tell(
            accounts.root(),
            "PUT",
            "/superuser/organizations/" + ORGANIZATION,
            "{\"name\": \"was-harbour\"}");
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
  }

  /** Makes whole what requests have broken; guesses at passwords among them count no longer. */
  void restore() {
    accounts.restore();
    create("quentin", CastAccounts.user("quentin", PRIVATE_EMAIL));
    furnish();
    harvest();
    assertThat(lost()).as("callers who could not be had back").isEmpty();
  }

  private void furnish() {
    String ada = accounts.token(Role.ADMIN);
    String root = accounts.root();
    String home = "/organization/" + ORGANIZATION;
    String harbour = "{\"name\": \"%s\"}".formatted(ORGANIZATION);
    var _ = tell(ada, "POST", "/organization/", harbour);
    if (!isThere(ada, home + "/applications")) {
      var _ = tell(root, "DELETE", home, "");
      var _ = tell(ada, "POST", "/organization/", harbour);
      assertThat(isThere(ada, home + "/applications")).as("harbour is had back").isTrue();
    }
    var _ = tell(ada, "PUT", home + "/team/crew", "{\"role\": \"member\"}");
    var _ = tell(ada, "PUT", home + "/team/crew/members/mel", "");
    for (String name : List.of("goods", "crates", "deep/name")) {
      var _ =
          tell(
              ada,
              "POST",
              "/repository",
              """
              {"namespace": "harbour", "repository": "%s", "visibility": "%s", "description": ""}
              """
                  .formatted(name, name.equals("crates") ? "public" : "private"));
    }
    String[][] goods = {
      {"PUT", home + "/robots/ci", "{}"},
      {"PUT", "/user/robots/own", "{}"},
      {
        "POST",
        home + "/applications",
        "{\"name\": \"crane\", \"redirect_uri\": \"https://c.org/\"}"
      },
      {
        "POST",
        home + "/prototypes",
        "{\"role\": \"read\", \"delegate\": {\"name\": \"mel\", \"kind\": \"user\"}}"
      },
      {"POST", home + "/autoprunepolicy/", "{\"method\": \"number_of_tags\", \"value\": 3}"},
      {
        "POST",
        "/repository/harbour/goods/autoprunepolicy/",
        "{\"method\": \"number_of_tags\", \"value\": 3}"
      },
      {
        "POST",
        "/repository/harbour/goods/notification/",
        "{\"event\": \"repo_push\", \"method\": \"slack\", \"config\": {\"url\": \"x\"}, \"eventConfig\": {}}"
      },
      {"POST", "/user/autoprunepolicy/", "{\"method\": \"number_of_tags\", \"value\": 3}"},
      {"POST", home + "/immutabilitypolicy/", "{\"tagPattern\": \"v1\"}"},
      {"POST", "/repository/harbour/goods/immutabilitypolicy/", "{\"tagPattern\": \"v1\"}"},
      {"POST", "/user/apptoken", "{\"title\": \"laptop\"}"},
      {"PUT", "/repository/harbour/goods/permissions/user/mel", "{\"role\": \"write\"}"},
      {"PUT", "/repository/harbour/goods/permissions/team/crew", "{\"role\": \"read\"}"}
    };
    for (String[] one : goods) {
      var _ = tell(ada, one[0], one[1], one[2]);
    }
    var _ = tell(root, "POST", "/superuser/users/harbour/quota", "{\"limit_bytes\": 1000000}");
    var _ = tell(root, "POST", "/superuser/users/ada/quota", "{\"limit_bytes\": 1000000}");
    if (ids.isEmpty()) {
      var _ =
          tell(root, "POST", "/superuser/keys", "{\"service\": \"quay\", \"expiration\": null}");
    }
    build();
    for (String name : disposable("vic")) {
      create(name, "{\"username\": \"%s\"}".formatted(name));
    }
  }

  /** Costs the hash of a password even where the name is known. */
  private void create(String name, String body) {
    if (!isThere(accounts.root(), "/superuser/users/" + name)) {
      var _ = tell(accounts.root(), "POST", "/superuser/users/", body);
    }
  }

  private void build() {
    build = Wharfinger.fresh("build-of-quays"); // an earlier one may be of a renamed organization
    Scene.reportBuild(service, ORGANIZATION, build, "\"phase\": \"waiting\"");
  }

  private void harvest() {
    String ada = accounts.token(Role.ADMIN);
    String root = accounts.root();
    String home = "/organization/" + ORGANIZATION;
    List<String> victims = disposable("vic");
    List<String> everybody = joined(victims, CastAccounts.names());
    ids.put("orgname", joined(List.of(ORGANIZATION, ORGANIZATION, "ada"), disposable("org")));
    ids.put("namespace", joined(List.of(ORGANIZATION, "ada", "olga"), disposable("org")));
    ids.put("name", disposable("org"));
    ids.put("username", victims);
    ids.put("anybody", everybody);
    ids.put("membername", joined(List.of("mel"), victims));
    ids.put("teamname", joined(List.of("crew", "owners"), disposable("team")));
    ids.put(
        "repository",
        joined(
            List.of("harbour/goods", "harbour/crates", "harbour/deep/name", "ada/none"),
            disposable("repo").stream().map(it -> "harbour/" + it).toList()));
    ids.put("robot_shortname", joined(List.of("ci", "own"), List.of("bot1", "bot2")));
    ids.put("prefix", List.of("a", "ha", "harbour+", Nasty.MARK));
    ids.put("error_type", List.of("not_found", "invalid_request", "tag_immutable"));
    ids.put("email", List.of("a@example.org", "mel@example.com"));
    ids.put("service", List.of("quay", "none"));
    ids.put("file", List.of("none", "0c8ffd9a-0000-4000-8000-000000000000"));
    ids.put("build_uuid", List.of(build, "none"));
    ids.put("code", List.of("A".repeat(40), "none"));
    ids.put("client_id", found(ada, home + "/applications", "client_id"));
    ids.put("token_uuid", found(ada, "/user/apptoken", "uuid"));
    ids.put("access_token_uuid", found(ada, "/user/authorizations", "uuid"));
    ids.put("assigned_authorization_uuid", found(ada, "/user/assignedauthorization", "uuid"));
    ids.put("prototypeid", found(ada, home + "/prototypes", "id"));
    ids.put(
        "policy_uuid",
        joined(
            found(ada, home + "/autoprunepolicy/", "uuid"),
            found(ada, "/repository/harbour/goods/autoprunepolicy/", "uuid"),
            found(ada, home + "/immutabilitypolicy/", "uuid"),
            found(ada, "/repository/harbour/goods/immutabilitypolicy/", "uuid")));
    ids.put(
        "uuid",
        joined(
            found(root, "/messages", "uuid"),
            found(ada, "/repository/harbour/goods/notification/", "uuid")));
    ids.put("kid", found(root, "/superuser/keys", "kid"));
    ids.put("quota_id", found(ada, home + "/quota", "id"));
    ids.put("limit_id", List.of("1", "2"));
    pageTokens.clear();
    pageTokens.addAll(found(root, "/superuser/users/?limit=1", "next_page"));
    pageTokens.addAll(found(root, "/superuser/logs", "next_page"));
    pageTokens.addAll(found(ada, home + "/logs", "next_page"));
  }

  private List<String> found(String token, String path, String key) {
    Response answer = Patience.with(() -> service.request(token).get(path));
    JsonNode json =
        answer.statusCode() == 200 ? Answers.json(answer.asString()) : MissingNode.getInstance();
    List<String> values = json.findValuesAsText(key);
    return values.isEmpty() ? List.of("none") : values.stream().limit(20).toList();
  }

  private boolean isThere(String token, String path) {
    return Patience.with(() -> service.request(token).get(path)).statusCode() == 200;
  }

  /** Does something that may have been done already. */
  private Response tell(String token, String method, String path, String body) {
    RequestSpecification request = service.request(token).contentType(ContentType.JSON);
    Response answer =
        Patience.with(() ->
            (body.isEmpty() ? request : request.body(body))
                .request(io.restassured.http.Method.valueOf(method), path));
    if (answer.statusCode() >= 500) {
      throw new AssertionError(method + " " + path + ": " + answer.asString());
    }
    return answer;
  }

  @SafeVarargs
  private static List<String> joined(List<String>... lists) {
    return Stream.of(lists).flatMap(List::stream).toList();
  }
}
