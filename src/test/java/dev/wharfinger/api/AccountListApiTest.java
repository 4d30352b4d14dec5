package dev.wharfinger.api;

import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isParameterMessage;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Answers.keys;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What listAllUsers and listAllOrganizations share, and what tells them apart. */
class AccountListApiTest {

  private static final String HELP = "Limit to the number of results to return per page. Max 100.";

  @Test
  void listsUsersAsTheyAreShownAlone() {
    Viewer.OUT.arrives();
    JsonNode list = json(Viewer.SU.asks().get("/superuser/users/"), 200);
    assertThat(keys(list)).containsExactly("users");
    JsonNode olga = named(list.get("users"), "olga");
    assertThat(olga).isEqualTo(json(Viewer.SU.asks().get("/superuser/users/olga"), 200));
    assertThat(list.get("users").findValuesAsText("kind")).containsOnly("user");
  }

  @Test
  void listsOrganizationsWithAnAvatarOfTheirKind() {
    String name = Scene.organization();
    JsonNode list = json(Viewer.ROSU.asks().get("/superuser/organizations"), 200);
    assertThat(keys(list)).containsExactly("organizations");
    JsonNode organization = named(list.get("organizations"), name);
    assertThat(keys(organization))
        .containsExactly("name", "email", "avatar", "quotas", "quota_report");
    assertThat(organization.get("email").textValue()).isEqualTo(name + "@x.org");
    assertThat(organization.get("avatar").get("kind").textValue()).isEqualTo("org");
  }

  private static JsonNode named(JsonNode list, String name) {
    for (JsonNode account : list) {
      if (account.get("name").textValue().equals(name)) {
        return account;
      }
    }
    throw new AssertionError(name + " is not in " + list);
  }

  @ParameterizedTest
  @CsvSource({"users, olga", "organizations, -"})
  void walksThroughAllPagesAndEndsWithoutAToken(String kind, String known) {
    Viewer.OUT.arrives();
    String first = Scene.organization();
    List<String> names = new ArrayList<>();
    JsonNode page = page(kind, "?limit=1");
    while (page.has("next_page")) {
      names.addAll(page.get(kind).findValuesAsText("name").stream().limit(1).toList());
      assertThat(page.get(kind)).hasSize(1);
      page = page(kind, "?limit=1&next_page=" + page.get("next_page").textValue());
    }
    names.add(page.get(kind).get(0).get("name").textValue());
    assertThat(names).doesNotHaveDuplicates().contains(known.equals("-") ? first : known);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "", "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..a.b.c"})
  void beginsAnewForATokenThatIsNone(String token) {
    JsonNode page = page("users", "?limit=1&next_page=" + token);
    assertThat(page.get("users").get(0).get("name").textValue()).isEqualTo("root");
  }

  @Test
  void beginsAnewForATokenOfTheOtherList() {
    Viewer.OUT.arrives();
    String token = page("users", "?limit=1").get("next_page").textValue();
    assertThat(Scene.organization()).isNotEmpty();
    assertThat(page("organizations", "?limit=1&next_page=" + token).get("organizations"))
        .isEqualTo(page("organizations", "?limit=1").get("organizations"));
    assertThat(page("users", "?next_page=" + token).get("users").get(0).get("name").textValue())
        .as("without a limit a token is ignored")
        .isEqualTo("root");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/superuser/users/", "/superuser/organizations/"})
  void wantsALimitFromOneToAHundred(String path) {
    for (String limit : List.of("", "x", "5.0", "%2B", "1%002")) {
      if (!limit.contains("%00")) {
        isParameterMessage(Viewer.SU.asks().get(path + "?limit=" + limit), "limit", HELP);
        isParameterMessage(Viewer.OUT.asks().get(path + "?limit=" + limit), "limit", HELP);
      }
    }
    isP401(Viewer.ANON.asks().get(path + "?limit=x"));
    isP403(Viewer.OUT.asks().get(path + "?limit=101"));
    isP403(Viewer.SU.asksWith("user:admin").get(path + "?limit=0"));
    isP400(Viewer.SU.asks().get(path + "?limit=101"), "Page limit cannot be above 100");
    isP400(
        Viewer.SU.asks().get(path + "?limit=99999999999999999999"),
        "Page limit cannot be above 100");
    isP400(Viewer.SU.asks().get(path + "?limit=0"), "Page limit must be at least 1");
    isP400(Viewer.ROSU.asks().get(path + "?limit=-1"), "Page limit must be at least 1");
    for (String limit : List.of("100", "%2B1", "%201%20", "1&limit=x")) {
      assertThat(Viewer.SU.asks().get(path + "?limit=" + limit).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void leavesDisabledUsersOutOnRequest() {
    String name = Wharfinger.fresh("disabled");
    assertThat(Viewer.newUser(name)).isNotEmpty();
    Wharfinger.shared().sql("UPDATE namespace SET enabled = false WHERE name = ?", name);
    for (String all : List.of("", "?disabled=true", "?disabled=no", "?disabled=FaLsE")) {
      assertThat(names("users", all)).as(all).contains(name);
    }
    for (String some : List.of("?disabled=false", "?disabled=", "?disabled=0", "?disabled=null")) {
      assertThat(names("users", some)).as(some).doesNotContain(name).contains("root");
    }
  }

  /** More than two slices of 500, so that the JSON is put together from several. */
  @Test
  void givesAWholeListInOnePiece() {
    Wharfinger.shared()
        .sql(
            """
            INSERT INTO namespace
              (id, kind, name, email, subject_key, tag_expiration_s, created)
            SELECT (1::bigint << 50) + i, 'organization', 'many-' || i, 'many', gen_random_uuid(),
              0, now()
            FROM generate_series(1, 1201) i
            """);
    try {
      JsonNode list = json(Viewer.SU.asks().get("/superuser/organizations/"), 200);
      assertThat(keys(list)).containsExactly("organizations");
      List<String> names = list.get("organizations").findValuesAsText("name");
      assertThat(names.stream().filter(name -> name.startsWith("many-")).distinct()).hasSize(1201);
      assertThat(Viewer.SU.asks().head("/superuser/organizations/").asString()).isEmpty();
    } finally {
      Wharfinger.shared().sql("DELETE FROM namespace WHERE id > 1::bigint << 50");
    }
  }

  private static List<String> names(String kind, String query) {
    List<String> names = new ArrayList<>();
    page(kind, query).get(kind).forEach(account -> names.add(account.get("name").textValue()));
    return names;
  }

  private static JsonNode page(String kind, String query) {
    return json(Viewer.SU.asks().get("/superuser/" + kind + "/" + query), 200);
  }
}
