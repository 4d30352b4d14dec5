package dev.wharfinger.accounts.organization;

import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.isText;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Answers.keys;
import static dev.wharfinger.api.Wharfinger.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GetOrganizationApiTest {

  private static final List<String> PUBLIC =
      List.of("name", "email", "avatar", "is_admin", "is_member");
  private static final List<String> TEAMS = List.of("teams", "ordered_teams");
  private static final List<String> DETAILS =
      List.of("invoice_email", "invoice_email_address", "tag_expiration_s", "is_free_account");
  private static final List<String> QUOTA = List.of("quotas", "quota_report");

  /** The contract's example; the hash is its check value of {@code new-contact@test-org.com}. */
  @Test
  void looksLikeTheContractsExample() {
    String name = fresh("acme");
    String body = "{\"name\": \"" + name + "\", \"email\": \"new-contact@test-org.com\"}";
    isText(Viewer.ADM.sends(body).post("/organization/"), 201, "Created");
    Wharfinger.shared()
        .sql(
            "INSERT INTO activity.namespace_size SELECT id, 0, now(), true FROM namespace WHERE name = ?",
            name);
    assertThat(json(Viewer.ADM.asks().get("/organization/" + name), 200))
        .isEqualTo(
            json(
                """
                {"name":"$N","email":"new-contact@test-org.com","avatar":{"name":"$N",
                 "hash":"a15d479002b20f211568fd4419e76686d2b88a4980a5b4c4bc10420776c5f6fe",
                 "color":"#aec7e8","kind":"user"},
                 "is_admin":true,"is_member":true,
                 "teams":{"owners":{"name":"owners","description":"","role":"admin",
                   "avatar":{"name":"owners",
                     "hash":"6f0e3a8c0eb46e8834b43b03374ece43a030621d92a7437beb48f871e90f8d90",
                     "color":"#c7c7c7","kind":"team"},
                   "can_view":true,"repo_count":0,"member_count":1,"is_synced":false}},
                 "ordered_teams":["owners"],"invoice_email":false,"invoice_email_address":null,
                 "tag_expiration_s":1209600,"is_free_account":true,
                 "quotas":[],"quota_report":{"quota_bytes":0,"configured_quota":null,
                   "running_backfill":"complete","backfill_status":"complete"}}
                """
                    .replace("$N", name)));
  }

  /** Which keys whom: P public, T teams, D details, Q quota; and whether the e-mail is real. */
  @ParameterizedTest
  @CsvSource({
    "ANON, P, false, false, false",
    "OUT, P, false, false, false",
    "MEM, PTQ, false, true, false",
    "CREATOR, PTQ, false, true, false",
    "ADM, PTDQ, true, true, true",
    "UNSCOPED, P, false, false, false",
    "SU, P, false, false, false",
    "FSU, PTDQ, true, true, true",
    "ROSU, PTDQ, true, true, true",
  })
  void showsEverybodyWhatIsHis(
      Viewer viewer, String groups, boolean admin, boolean member, boolean email) {
    String name = Scene.organization();
    JsonNode view = json(viewer.asks().get("/organization/" + name), 200);
    assertThat(keys(view)).isEqualTo(expected(groups));
    assertThat(view.get("is_admin").booleanValue()).isEqualTo(admin);
    assertThat(view.get("is_member").booleanValue()).isEqualTo(member);
    assertThat(view.get("email").textValue()).isEqualTo(email ? name + "@x.org" : "");
    assertThat(view.get("avatar").get("kind").textValue()).isEqualTo("user");
  }

  private static List<String> expected(String groups) {
    List<String> keys = new ArrayList<>();
    groups
        .chars()
        .mapToObj(group ->
            switch (group) {
              case 'P' -> PUBLIC;
              case 'T' -> TEAMS;
              case 'D' -> DETAILS;
              default -> QUOTA;
            })
        .forEach(keys::addAll);
    return keys;
  }

  @ParameterizedTest
  @CsvSource({
    "MEM, false, true, false",
    "CREATOR, false, false, true",
    "ADM, true, true, true",
    "FSU, true, true, true",
    "ROSU, true, true, true",
  })
  void tellsWhichTeamsMayBeViewed(Viewer viewer, boolean owners, boolean crew, boolean builders) {
    JsonNode view = json(viewer.asks().get("/organization/" + Scene.organization()), 200);
    assertThat(view.get("ordered_teams")).isEqualTo(json("[\"owners\", \"crew\", \"builders\"]"));
    assertThat(keys(view.get("teams"))).containsExactly("owners", "crew", "builders");
    assertThat(canView(view, "owners")).isEqualTo(owners);
    assertThat(canView(view, "crew")).isEqualTo(crew);
    assertThat(canView(view, "builders")).isEqualTo(builders);
  }

  private static boolean canView(JsonNode view, String team) {
    return view.get("teams").get(team).get("can_view").booleanValue();
  }

  /** Scopes cap the role, but what teams he may view goes by his memberships. */
  @Test
  void countsAnAdministratorAsAMemberWhenHisTokenMayOnlyCreateRepositories() {
    String name = Scene.organization();
    JsonNode view = json(Viewer.ADM.asksWith("repo:create").get("/organization/" + name), 200);
    assertThat(view.get("is_admin").booleanValue()).isFalse();
    assertThat(view.get("is_member").booleanValue()).isTrue();
    assertThat(view.has("invoice_email")).isFalse();
    assertThat(canView(view, "builders")).isTrue();
  }

  @Test
  void seesMembersWithEitherScopeAndOthersFromOutside() {
    String name = Scene.organization();
    for (String scope : List.of("repo:create", "org:admin")) {
      assertThat(
              json(Viewer.MEM.asksWith(scope).get("/organization/" + name), 200).get("is_member"))
          .as(scope)
          .isEqualTo(json("true"));
    }
    assertThat(
            json(Viewer.MEM.asksWith("user:admin repo:admin").get("/organization/" + name), 200)
                .get("is_member"))
        .isEqualTo(json("false"));
  }

  @Test
  void drawsTheAvatarFromAStandInWhereThereIsNoEmail() {
    String name = fresh("bare");
    isText(Viewer.ADM.sends("{\"name\": \"" + name + "\"}").post("/organization/"), 201, "Created");
    Wharfinger.shared()
        .sql(
            "UPDATE namespace SET email = 'fe11fc59-bd09-459a-a21c-b57692d151c9' WHERE name = ?",
            name);
    JsonNode view = json(Viewer.ADM.asks().get("/organization/" + name), 200);
    assertThat(view.get("email").textValue()).isEmpty();
    assertThat(view.get("avatar").get("hash").textValue())
        .isEqualTo("e2ce1fb42ec2e0602362beb64b5ebd1e6ad291b710a0355f9296c16157bef3cb");
    assertThat(view.get("avatar").get("color").textValue()).isEqualTo("#ff7f0e");
  }

  @Test
  void showsTheQuotaOfTheOrganization() {
    String name = Scene.organization();
    Wharfinger.shared()
        .sql("INSERT INTO quota SELECT -id, id, 10737418240 FROM namespace WHERE name = ?", name);
    Wharfinger.shared()
        .sql(
            "INSERT INTO quota_limit SELECT -id, -id, 'Reject', 90 FROM namespace WHERE name = ?",
            name);
    JsonNode view =
        Scene.beforeBackfill(name, () -> json(Viewer.MEM.asks().get("/organization/" + name), 200));
    JsonNode quota = view.get("quotas").get(0);
    assertThat(keys(quota)).containsExactly("id", "limit_bytes", "limits");
    assertThat(quota.get("limit_bytes").longValue()).isEqualTo(10_737_418_240L);
    assertThat(keys(quota.get("limits").get(0))).containsExactly("id", "type", "limit_percent");
    assertThat(view.get("quota_report"))
        .isEqualTo(
            json(
                """
                {"quota_bytes": 0, "configured_quota": 10737418240,
                 "running_backfill": "waiting", "backfill_status": "waiting"}
                """));
  }

  @Test
  void leavesQuotaOutWhereItIsOff() {
    JsonNode view =
        json(
            Viewer.ADM.asks(Wharfinger.restricted()).get("/organization/" + Scene.organization()),
            200);
    assertThat(keys(view)).isEqualTo(expected("PTD"));
    assertThat(view.get("avatar").get("hash").textValue()).hasSize(32);
    assertThat(
            keys(
                json(
                    Viewer.ADM
                        .asks(Wharfinger.closed())
                        .get("/organization/" + Scene.organization()),
                    200)))
        .as("it may not be edited")
        .isEqualTo(expected("PTD"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nobody-of-that-name", "olga", "OLGA", "%C3%A4cme", "x%0A", "%20", "a%2Fb"})
  void findsOnlyOrganizations(String name) {
    Viewer.OUT.arrives();
    isP404(Viewer.ADM.asks().get("/organization/" + name));
    isP404(Viewer.ANON.asks().get("/organization/" + name));
  }

  @Test
  void findsNamesOnlyAsTheyAre() {
    String name = Scene.organization();
    for (String other : List.of(name + "%0A", name.toUpperCase(Locale.ROOT), "%20" + name)) {
      isP404(Viewer.ADM.asks().get("/organization/" + other));
    }
    assertThat(Viewer.ADM.asks().get("/organization/" + name + "/").statusCode()).isEqualTo(200);
    assertThat(Viewer.ADM.asks().head("/organization/" + name).statusCode()).isEqualTo(200);
    assertThat(Viewer.ADM.asks().head("/organization/" + name).asString()).isEmpty();
  }
}
