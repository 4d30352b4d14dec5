package dev.wharfinger.records.history;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isOk;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.isParameterMessage;
import static dev.wharfinger.api.Answers.isText;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Wharfinger.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Answers;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * getHistory, listHistoryChanges, getHistoryDiff, getHistoryAccess and listHistoryAccessChanges.
 */
class HistoryApiTest {

  private static final String HISTORY = "/api/wharfinger/v1/history/";

  @Test
  void showsAnOrganizationAsItWas() {
    String name = Scene.organizationOf(Viewer.ADM);
    JsonNode first = history(Viewer.ADM, "organization/" + name);
    assertThat(first.at("/state/name").textValue()).isEqualTo(name);
    assertThat(first.at("/state/email").textValue()).isEqualTo(name + "@x.org");
    assertThat(first.get("last_seq").isNull()).isTrue();
    assertThat(first.get("from_seq")).isEqualTo(first.get("first_seq"));
    assertThat(kinds(first)).containsExactly("team", "team-member");

    Scene.addTeam(name, "crew", "member", Viewer.MEM.username());
    var _ = Scene.repository(name, "web", false);
    var _ = Scene.robot(name, "crane");
    JsonNode now = history(Viewer.ADM, "organization/" + name);
    assertThat(kinds(now))
        .contains("account", "repository", "account-permission")
        .hasSizeGreaterThan(5);

    String before = "organization/" + name + "?seq=" + first.get("first_seq");
    assertThat(history(Viewer.ADM, before).get("parts")).isEqualTo(first.get("parts"));
    String atTime = "organization/" + name + "?at=" + first.get("time").textValue();
    assertThat(history(Viewer.ADM, atTime).get("state")).isEqualTo(first.get("state"));
    JsonNode never =
        history(
            Viewer.SU, "organization/" + name + "?seq=" + (first.get("first_seq").asLong() - 1));
    assertThat(never.get("state").isNull()).isTrue();
    assertThat(never.get("parts")).isEmpty();
  }

  @Test
  void showsTeamsRepositoriesAndRobots() {
    String name = Scene.organization();
    var _ = Scene.repository(name, "deep/web", true);
    String robot = Scene.robot(name, "crane");
    Scene.grant("/repository/" + name + "/deep/web", "user", robot, "write");
    JsonNode team = history(Viewer.ADM, "team/" + name + "/crew");
    assertThat(team.at("/state/role").textValue()).isEqualTo("MEMBER");
    assertThat(team.get("parts")).hasSize(1);
    assertThat(team.at("/parts/0/state/name").textValue()).isEqualTo(Viewer.MEM.username());
    for (String path : List.of("/deep/web", "%2Fdeep%2Fweb")) {
      JsonNode repository = history(Viewer.ADM, "repository/" + name + path);
      assertThat(repository.at("/state/isPublic").booleanValue()).isTrue();
      assertThat(repository.at("/state/statusToken").textValue()).startsWith("hmac-sha256:");
      assertThat(kinds(repository)).containsExactly("account-permission", "account-permission");
    }
    JsonNode found = history(Viewer.ADM, "robot/" + robot);
    assertThat(found.at("/state/token").textValue()).startsWith("hmac-sha256:");
    assertThat(kinds(found)).containsExactly("account-permission");
  }

  @Test
  void tellsLivesOfOneNameApart() {
    String name = Scene.organizationOf(Viewer.ADM);
    var _ = Scene.repository(name, "web", false);
    long first = history(Viewer.ADM, "organization/" + name).get("id").asLong();
    isDone(Viewer.ADM.asks().delete("/organization/" + name));
    String body = "{\"name\": \"%s\", \"email\": \"%s@y.org\"}".formatted(name, name);
    isText(Viewer.OUT.sends(body).post("/organization/"), 201, "Created");

    JsonNode now = history(Viewer.SU, "organization/" + name);
    assertThat(now.at("/state/email").textValue()).isEqualTo(name + "@y.org");
    assertThat(now.get("others")).hasSize(1);
    JsonNode gone = now.at("/others/0");
    assertThat(gone.get("id").asLong()).isEqualTo(first);
    long end = gone.get("last_seq").asLong();
    JsonNode before = history(Viewer.SU, "organization/" + name + "?seq=" + (end - 1));
    assertThat(before.get("id").asLong()).isEqualTo(first);
    assertThat(before.get("last_seq").asLong()).isEqualTo(end);
    assertThat(kinds(before)).contains("repository");
    JsonNode byId = history(Viewer.SU, "organization/" + name + "?id=" + first);
    assertThat(byId.get("state").isNull()).isTrue();
    JsonNode repository = history(Viewer.SU, "repository/" + name + "/web?seq=" + (end - 1));
    assertThat(repository.at("/state/name").textValue()).isEqualTo("web");

    JsonNode own = history(Viewer.OUT, "organization/" + name);
    assertThat(own.get("others")).as("the earlier one was another's").isEmpty();
    isP403(get(Viewer.OUT, "organization/" + name + "?id=" + first));
    isP403(get(Viewer.ADM, "organization/" + name));
  }

  @Test
  void tellsWhoChangedWhat() {
    String name = Scene.organizationOf(Viewer.ADM);
    String path = "/organization/" + name;
    isOk(Viewer.ADM.sends("{\"invoice_email\": true}").put(path));
    isOk(Viewer.FSU.sends("{\"tag_expiration_s\": 86400}").put(path));
    JsonNode changes = history(Viewer.ADM, "organization/" + name + "/changes").get("changes");
    JsonNode last = changes.get(0);
    assertThat(last.at("/actor/name").textValue()).isEqualTo("root");
    assertThat(last.at("/actor/address").textValue()).isNotEmpty();
    assertThat(last.get("operation").textValue()).isEqualTo("organization-tag-expiration-set.v1");
    assertThat(last.at("/fields/tagExpirationSeconds/after").longValue()).isEqualTo(86_400);
    assertThat(last.at("/fields/tagExpirationSeconds/before").isNumber()).isTrue();
    assertThat(Answers.keys(last.get("fields"))).containsExactly("tagExpirationSeconds");
    assertThat(changes.findValuesAsText("action"))
        .containsExactly("changed", "changed", "created", "created", "created");
    assertThat(operations("organization/" + name + "/changes?actor=root"))
        .containsExactly("organization-tag-expiration-set.v1");
    assertThat(operations("organization/" + name + "/changes?actor=nobody-there")).isEmpty();
    assertThat(operations("organization/" + name + "/changes?field=invoiceEmail"))
        .containsExactly("organization-invoice-email-set.v1", "organization-created.v1");
    long seq = last.get("seq").asLong();
    assertThat(operations("organization/" + name + "/changes?from=" + seq)).hasSize(1);
    assertThat(operations("organization/" + name + "/changes?to=" + (seq - 1))).hasSize(4);
    assertThat(operations("organization/" + name + "/changes?to=" + last.get("time").textValue()))
        .hasSize(5);
    assertThat(operations("team/" + name + "/owners/changes")).hasSize(2);
  }

  @Test
  void comparesTwoMoments() {
    String name = Scene.organization();
    JsonNode first = history(Viewer.ADM, "organization/" + name);
    isOk(Viewer.ADM.sends("{\"invoice_email\": true}").put("/organization/" + name));
    isDone(Viewer.ADM.asks().delete("/organization/" + name + "/team/crew"));
    var _ = Scene.repository(name, "web", false);
    JsonNode diff =
        history(Viewer.ADM, "diff?kind=organization&name=" + name + "&from=" + first.get("seq"));
    assertThat(Answers.keys(diff.get("fields"))).containsExactly("invoiceEmail");
    assertThat(
            StreamSupport.stream(diff.get("parts").spliterator(), false)
                .map(part ->
                    part.get("action").textValue()
                        + " "
                        + part.get("entity").textValue().split("/", 2)[0]))
        .containsExactlyInAnyOrder(
            "deleted team",
            "deleted team-member",
            "created repository",
            "created account-permission");
    JsonNode none =
        history(
            Viewer.ADM,
            "diff?kind=organization&name=%s&from=%s&to=%s"
                .formatted(name, first.get("seq"), first.get("seq")));
    assertThat(none.get("fields")).isEmpty();
    assertThat(none.get("parts")).isEmpty();
  }

  @Test
  void tellsWhatAnAccountCouldDoAndByWhat() {
    Viewer.OUT.arrives();
    String name = Scene.organization();
    String repository = Scene.repository(name, "web", false);
    String query = "access?account=%s&repository=" + name + "/web";
    assertThat(reasons(query, Viewer.ADM)).containsExactly("permission admin", "team-role admin");
    assertThat(reasons(query, Viewer.MEM)).isEmpty();
    Scene.grant(repository, "team", "crew", "write");
    Scene.grant(repository, "user", Viewer.MEM.username(), "read");
    JsonNode access = history(Viewer.ADM, query.formatted(Viewer.MEM.username()));
    assertThat(access.get("role").textValue()).isEqualTo("write");
    assertThat(access.get("enabled").booleanValue()).isTrue();
    assertThat(access.at("/reasons/1/team_name").textValue()).isEqualTo("crew");
    assertThat(access.at("/reasons/1/since_seq").longValue())
        .isEqualTo(access.get("seq").longValue() - 1);
    assertThat(reasons(query, Viewer.MEM))
        .containsExactly("permission read", "team-permission write");
    isDone(Viewer.ADM.asks().delete("/organization/" + name + "/team/crew"));
    isOk(Viewer.ADM.sends("{\"visibility\": \"public\"}").post(repository + "/changevisibility"));
    assertThat(reasons(query, Viewer.MEM)).containsExactly("permission read", "public read");
    assertThat(reasons(query, Viewer.OUT)).containsExactly("public read");
    assertThat(reasons(query + "&seq=" + access.get("seq"), Viewer.MEM))
        .containsExactly("permission read", "team-permission write");
    isP404(get(Viewer.ADM, query.formatted(fresh("nobody"))));
    isP403(get(Viewer.MEM, query.formatted(Viewer.MEM.username())));
    String robot = Scene.robot(name, "crane");
    Scene.grant(repository, "user", robot, "write");
    String escaped = robot.replace("+", "%2B");
    long seq = history(Viewer.ADM, query.formatted(escaped)).get("seq").asLong();
    isDone(Viewer.ADM.asks().delete("/organization/" + name + "/robots/crane"));
    assertThat(history(Viewer.ADM, query.formatted(escaped)).get("role").isNull()).isTrue();
    assertThat(
            history(Viewer.ADM, query.formatted(escaped) + "&seq=" + seq).get("role").textValue())
        .isEqualTo("write");
  }

  @Test
  void tellsWhenAccessChangedAndByWhom() {
    String name = Scene.organization();
    String repository = Scene.repository(name, "web", false);
    String member = fresh("mayfly");
    var _ = Viewer.newUser(member);
    Scene.addTeam(name, "sailors", "member", member);
    String path = "access/changes?account=" + member + "&repository=" + name + "/web";
    assertThat(roles(history(Viewer.ADM, path)))
        .as("the account alone")
        .containsExactly("none > none");
    Scene.grant(repository, "team", "sailors", "write");
    long granted = history(Viewer.ADM, "organization/" + name).get("seq").asLong();
    Scene.grant(repository, "user", member, "read");
    isDone(Viewer.ADM.asks().delete("/organization/" + name + "/team/sailors/members/" + member));
    Scene.addTeam(name, "captains", "admin", member);
    isOk(Viewer.ADM.sends("{\"visibility\": \"public\"}").post(repository + "/changevisibility"));
    isDone(Viewer.ADM.asks().delete("/organization/" + name + "/team/captains"));
    JsonNode all = history(Viewer.ADM, path);
    assertThat(roles(all))
        .containsExactly(
            "admin > read",
            "admin > admin",
            "read > admin",
            "write > read",
            "write > write",
            "none > write",
            "none > none");
    JsonNode first = all.get("changes").get(5);
    assertThat(first.get("seq").asLong()).isEqualTo(granted);
    assertThat(first.get("operations").get(0).textValue()).startsWith("team-permission");
    assertThat(first.at("/actor/name").textValue()).isEqualTo(Viewer.ADM.username());
    assertThat(first.at("/before/enabled").booleanValue()).isTrue();
    assertThat(first.at("/after/reasons/0/team_name").textValue()).isEqualTo("sailors");
    for (JsonNode change : all.get("changes")) {
      String at =
          "access?account=%s&repository=%s/web&seq=%d"
              .formatted(member, name, change.get("seq").asLong());
      assertThat(history(Viewer.ADM, at).get("reasons")).isEqualTo(change.at("/after/reasons"));
    }
    assertThat(roles(history(Viewer.ADM, path + "&to=" + granted)))
        .containsExactly("none > write", "none > none");
    assertThat(roles(history(Viewer.ADM, path + "&from=" + (granted + 1)))).hasSize(5);
    isP404(get(Viewer.ADM, path.replace(member, fresh("nobody"))));
    isP403(get(Viewer.MEM, path));
  }

  @Test
  void pagesTheChangesOfAccess() {
    String name = Scene.organization();
    String repository = Scene.repository(name, "web", false);
    String member = fresh("mayfly");
    var _ = Viewer.newUser(member);
    for (int i = 0; i < 30; i++) {
      Scene.grant(repository, "user", member, "read");
      isDone(Viewer.ADM.asks().delete(repository + "/permissions/user/" + member));
    }
    String path = "access/changes?account=" + member + "&repository=" + name + "/web";
    JsonNode first = history(Viewer.ADM, path);
    assertThat(first.get("changes")).hasSize(49);
    JsonNode second =
        history(Viewer.ADM, path + "&next_page=" + first.get("next_page").textValue());
    assertThat(second.has("next_page")).isFalse();
    List<String> seen = new ArrayList<>(roles(first));
    seen.addAll(roles(second));
    assertThat(seen.removeLast()).as("the account itself").isEqualTo("none > none");
    assertThat(seen)
        .isEqualTo(
            Stream.iterate(
                    "read > none", it -> it.equals("read > none") ? "none > read" : "read > none")
                .limit(60)
                .toList());
  }

  /** The roles before and after each change, the latest first. */
  private static List<String> roles(JsonNode page) {
    return StreamSupport.stream(page.get("changes").spliterator(), false)
        .map(change ->
            change.at("/before/role").asText("none")
                + " > "
                + change.at("/after/role").asText("none"))
        .map(roles -> roles.replace("null", "none"))
        .toList();
  }

  private static List<String> reasons(String query, Viewer whom) {
    return StreamSupport.stream(
            history(Viewer.ADM, query.formatted(whom.username())).get("reasons").spliterator(),
            false)
        .map(it -> it.get("by").textValue() + " " + it.get("role").textValue())
        .toList();
  }

  @Test
  void showsUsersThemselvesAndNothingOfErasedOnes() {
    String user = fresh("mayfly");
    String token = Viewer.grant(user, Viewer.newUser(user), "org:admin");
    String name = Scene.organizationOf(Viewer.ADM);
    Scene.addTeam(name, "crew", "member", user);
    JsonNode own = json(ask(token, "user/" + user), 200);
    long id = own.get("id").asLong();
    assertThat(own.at("/state/email").textValue()).isEqualTo(user + "@example.com");
    assertThat(own.at("/state/passwordHash").textValue()).startsWith("hmac-sha256:");
    JsonNode elsewhere =
        json(ask(token, "user/" + user + "?next_page=" + own.get("next_page").textValue()), 200);
    assertThat(kinds(elsewhere)).containsExactly("team-member");
    isP403(ask(token, "user/" + Viewer.ADM.username()));

    long seq = history(Viewer.SU, "user/" + user).get("seq").asLong();
    isDone(Viewer.SU.asks().delete("/superuser/users/" + user));
    isP404(get(Viewer.SU, "user/" + user));
    for (String path : List.of("?seq=" + seq, "/changes?to=" + seq, "/changes?from=0")) {
      Response answer = get(Viewer.SU, "user/(erased)" + path + "&id=" + id);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.asString()).contains("(erased)").doesNotContain(user);
    }
    Response team = get(Viewer.ADM, "organization/" + name + "?seq=" + seq);
    assertThat(team.asString()).contains("(erased)").doesNotContain(user);
    Response changes = get(Viewer.ADM, "team/" + name + "/crew/changes");
    assertThat(changes.asString()).contains("(erased)").doesNotContain(user);
  }

  @Test
  void pagesTheParts() {
    String name = Scene.organizationOf(Viewer.ADM);
    JsonNode first = history(Viewer.ADM, "organization/" + name);
    long id = first.get("id").asLong();
    Wharfinger shared = Wharfinger.shared();
    shared.sql(
        """
        INSERT INTO history_part (owner, to_seq, entity, from_seq)
        SELECT -?::bigint, ?::bigint, 'team/' || (1::bigint << 40) + n, 1 FROM generate_series(1, 600) n
        """,
        id,
        Long.MAX_VALUE);
    shared.sql(
        """
        INSERT INTO history_version (entity, seq, step, born, namespace, owners, document)
        SELECT entity, 1, 0, 1, -1, '{}', '{"name": "many"}' FROM history_part
        WHERE owner = -?::bigint AND from_seq = 1
        """,
        id);
    String path = "organization/" + name + "?seq=" + first.get("seq");
    JsonNode page = history(Viewer.ADM, path);
    assertThat(page.get("parts")).hasSize(HistoryStates.PAGE);
    List<String> seen = new ArrayList<>(page.get("parts").findValuesAsText("entity"));
    page = history(Viewer.ADM, path + "&next_page=" + page.get("next_page").textValue());
    assertThat(page.has("next_page")).isFalse();
    seen.addAll(page.get("parts").findValuesAsText("entity"));
    assertThat(seen).hasSize(602).doesNotHaveDuplicates();
  }

  @Test
  void pagesTheChanges() {
    String name = Scene.organizationOf(Viewer.ADM);
    JsonNode first = history(Viewer.ADM, "organization/" + name);
    Wharfinger.shared()
        .sql(
            """
            INSERT INTO history_version (entity, seq, step, born, namespace, owners, document)
            SELECT 'team/' || (1::bigint << 41) + n, ?::bigint, 100 + n, ?::bigint, ?::bigint, '{}',
              '{"name": "many"}' FROM generate_series(1, 600) n
            """,
            first.get("seq").asLong(),
            first.get("seq").asLong(),
            first.get("id").asLong());
    String path = "organization/" + name + "/changes";
    JsonNode page = history(Viewer.ADM, path);
    assertThat(page.get("changes")).hasSize(500);
    List<String> seen = new ArrayList<>(page.get("changes").findValuesAsText("entity"));
    page = history(Viewer.ADM, path + "?next_page=" + page.get("next_page").textValue());
    assertThat(page.has("next_page")).isFalse();
    seen.addAll(page.get("changes").findValuesAsText("entity"));
    assertThat(seen).hasSize(603).doesNotHaveDuplicates();
    assertThat(history(Viewer.ADM, "team/" + name + "/owners/changes").get("changes"))
        .as("a page that looked at others only")
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"team/x", "robot/x", "robot/x+", "repository/x", "quota/1", "team/x/changes"})
  void hasNoHistoryOf(String what) {
    isP404(get(Viewer.SU, what));
  }

  @ParameterizedTest
  @CsvSource({
    "at=yesterday, at",
    "at=2026-08-21, at",
    "at=, at",
    "at=99999-01-01T00:00:00Z, at",
    "seq=x, seq"
  })
  void refusesWhatIsNoMoment(String query, String parameter) {
    isParameterMessage(
        get(Viewer.ADM, "organization/none?" + query), parameter, HistoryMoments.HELP);
  }

  @Test
  void refusesInTheUsualWords() {
    Answers.isP400(
        get(Viewer.ADM, "organization/none?seq=1&at=2026-08-21T12:00:00Z"),
        "at and seq exclude each other");
    isParameterMessage(get(Viewer.ADM, "diff?name=x&from=1"), "kind", "Must be given");
    Answers.isP400(get(Viewer.ADM, "diff?kind=user&name=x&from=2&to=1"), "from is later than to");
    isP401(get(Viewer.ANON, "organization/none"));
    isP401(get(Viewer.ANON, "organization/none/changes"));
    isP401(get(Viewer.ANON, "diff?kind=user&name=x&from=1"));
    isParameterMessage(get(Viewer.ADM, "access?account=x"), "repository", "Must be given");
  }

  @Test
  void isDescribedInADocumentOfItsOwn() {
    URI service = URI.create(Wharfinger.shared().origin());
    JsonNode own = json(RestAssured.get(service.resolve("/q/openapi-own?format=json")).asString());
    assertThat(Answers.keys(own.get("paths")))
        .contains(
            HISTORY + "access",
            HISTORY + "access/changes",
            HISTORY + "diff",
            HISTORY + "{kind}/{name}",
            HISTORY + "{kind}/{name}/changes")
        .allSatisfy(path -> assertThat(path).startsWith("/api/wharfinger/v1/"));
    JsonNode quays = json(RestAssured.get(service.resolve("/q/openapi?format=json")).asString());
    assertThat(quays.get("paths").toString()).doesNotContain("wharfinger/v1");
  }

  private static List<String> operations(String path) {
    return history(Viewer.ADM, path).findValuesAsText("operation");
  }

  private static List<String> kinds(JsonNode history) {
    return StreamSupport.stream(history.get("parts").spliterator(), false)
        .map(part -> part.get("entity").textValue().split("/", 2)[0])
        .sorted()
        .toList();
  }

  private static JsonNode history(Viewer viewer, String path) {
    return json(get(viewer, path), 200);
  }

  private static Response get(Viewer viewer, String path) {
    return viewer.asks().basePath("").get(HISTORY + path);
  }

  private static Response ask(String token, String path) {
    return Wharfinger.shared().request(token).basePath("").get(HISTORY + path);
  }
}
