package dev.wharfinger.accounts.user;

import static dev.wharfinger.api.Answers.isError;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Answers.keys;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.response.Response;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GetLoggedInUserApiTest {

  @ParameterizedTest
  @ValueSource(strings = {"/user", "/user/"})
  void showsEverythingToWhoMayAdministerHimself(String path) {
    JsonNode view = json(Viewer.OUT.asks().get(path), 200);
    assertThat(keys(view))
        .containsExactlyInAnyOrder(
            "anonymous",
            "username",
            "avatar",
            "can_create_repo",
            "is_me",
            "verified",
            "email",
            "logins",
            "invoice_email",
            "invoice_email_address",
            "preferred_namespace",
            "tag_expiration_s",
            "prompts",
            "company",
            "family_name",
            "given_name",
            "location",
            "is_free_account",
            "has_password_set",
            "quotas",
            "quota_report",
            "organizations");
    assertThat(view.get("anonymous").booleanValue()).isFalse();
    assertThat(view.get("is_me").booleanValue()).isTrue();
    assertThat(view.get("email").textValue()).isEqualTo("olga@example.com");
    assertThat(view.get("has_password_set").booleanValue()).isTrue();
    assertThat(view.get("company").isNull()).isTrue();
  }

  @Test
  void showsLittleToATokenThatReadsOnly() {
    String name = Scene.organization();
    JsonNode view = json(Viewer.ADM.asksWith("user:read").get("/user/"), 200);
    assertThat(keys(view)).containsExactly("anonymous", "username", "avatar", "organizations");
    JsonNode organization = organization(view, name);
    assertThat(keys(organization)).containsExactly("name", "avatar", "can_create_repo", "public");
    assertThat(organization.get("can_create_repo").booleanValue()).isFalse();
  }

  @Test
  void tellsWhatHeMayDoInHisOrganizations() {
    String name = Scene.organization();
    assertThat(rights(Viewer.ADM, name)).isEqualTo("org true true");
    assertThat(rights(Viewer.CREATOR, name)).isEqualTo("org true false");
    assertThat(rights(Viewer.MEM, name)).isEqualTo("org false false");
    Scene.addTeam(name, "admins", "member", "root");
    assertThat(rights(Viewer.SU, name)).isEqualTo("org false false");
    assertThat(rights(Viewer.FSU, name)).isEqualTo("org true true");
    assertThat(
            json(Viewer.OUT.asks().get("/user/"), 200)
                .get("organizations")
                .findValuesAsText("name"))
        .doesNotContain(name);
  }

  private static String rights(Viewer viewer, String name) {
    JsonNode organization = organization(json(viewer.asks().get("/user/"), 200), name);
    assertThat(keys(organization))
        .containsExactly(
            "name", "avatar", "can_create_repo", "public", "is_org_admin", "preferred_namespace");
    assertThat(organization.get("public").booleanValue()).isFalse();
    return organization.get("avatar").get("kind").textValue()
        + " "
        + organization.get("can_create_repo").booleanValue()
        + " "
        + organization.get("is_org_admin").booleanValue();
  }

  @Test
  void showsPublicOrganizationsToEverybody() {
    Response made = Viewer.SU.sends("{\"name\": \"public-goods\"}").post("/organization/");
    assertThat(made.statusCode()).isEqualTo(201);
    for (Viewer viewer : new Viewer[] {Viewer.OUT, Viewer.SU}) {
      JsonNode goods = organization(json(viewer.asks().get("/user/"), 200), "public-goods");
      assertThat(goods.get("public").booleanValue()).isTrue();
      assertThat(goods.get("is_org_admin").booleanValue()).isEqualTo(viewer == Viewer.SU);
    }
  }

  private static JsonNode organization(JsonNode view, String name) {
    return StreamSupport.stream(view.get("organizations").spliterator(), false)
        .filter(organization -> organization.get("name").textValue().equals(name))
        .reduce((_, _) -> {
          throw new AssertionError(name + " twice");
        })
        .orElseThrow();
  }

  @Test
  void tellsSuperusersThatTheyAre() {
    JsonNode superuser = json(Viewer.SU.asks().get("/user/"), 200);
    assertThat(superuser.get("super_user").booleanValue()).isTrue();
    assertThat(superuser.has("global_readonly_super_user")).isFalse();
    assertThat(json(Viewer.SU.asksWith("user:read").get("/user/"), 200).has("super_user"))
        .isFalse();
    JsonNode auditor = json(Viewer.ROSU.asksWith("user:read").get("/user/"), 200);
    assertThat(auditor.get("global_readonly_super_user").booleanValue()).isTrue();
    assertThat(auditor.has("super_user")).isFalse();
  }

  @Test
  void asksNobodyAndTokensWithoutTheScopeToSignIn() {
    Wharfinger shared = Wharfinger.shared();
    isNobody(Viewer.ANON.asks().get("/user/"));
    isNobody(shared.request("unknown").get("/user/"));
    isNobody(shared.request("a b").get("/user/"));
    isNobody(Viewer.OUT.asksWith("org:admin repo:admin").get("/user/"));
    assertThat(Viewer.ANON.asks().head("/user/").statusCode()).isEqualTo(401);
  }

  @Test
  void answersEvenWhereAnonymousAccessIsOff() {
    isNobody(Viewer.ANON.asks(Wharfinger.closed()).get("/user/"));
    isNobody(Viewer.ANON.asks(Wharfinger.closed()).get("/user"));
    isError(
        Viewer.ANON.asks(Wharfinger.closed()).get("/users/root"),
        401,
        "Anonymous access is not allowed");
    assertThat(json(Viewer.SU.asks(Wharfinger.closed()).get("/user/"), 200).has("super_user"))
        .isFalse();
  }

  private static void isNobody(Response answer) {
    JsonNode body = json(answer, 401);
    assertThat(keys(body))
        .containsExactly(
            "detail", "error_message", "error_type", "title", "type", "status", "session_required");
    assertThat(body.get("detail").textValue()).isEqualTo("Requires authentication");
    assertThat(body.get("error_type").textValue()).isEqualTo("invalid_token");
    assertThat(body.get("session_required").booleanValue()).isFalse();
  }
}
