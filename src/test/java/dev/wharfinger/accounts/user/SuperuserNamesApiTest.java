package dev.wharfinger.accounts.user;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isOk;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isText;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.api.Browser;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that make a superuser, which no account has yet: {@code regent} and {@code surveyor}. */
class SuperuserNamesApiTest {

  private static final String TAKEN = "A user or organization with this name already exists";
  private static final String PASSWORD = "a-password-of-his";

  @ParameterizedTest
  @ValueSource(strings = {"regent", "surveyor"})
  void areNotGivenToWhoSignsUp(String name) {
    String body = "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(name, PASSWORD);
    isP400(Browser.anonymous().sends(body).post("/user/"), "The username already exists");
    isP400(Viewer.ADM.sends(body).post("/user/"), "The username already exists");
  }

  @ParameterizedTest
  @ValueSource(strings = {"regent", "surveyor"})
  void areNotGivenToOrganizationsOfOthers(String name) {
    isP400(Viewer.ADM.sends(named(name)).post("/organization/"), TAKEN);
    isP400(sends(Viewer.SU.asksWith("user:admin"), named(name)).post("/organization/"), TAKEN);
    isP400(Viewer.ROSU.sends(named(name)).post("/organization/"), TAKEN);
  }

  @Test
  void areNotGivenToWhoRenamesHimself() {
    String before = Wharfinger.fresh("climber");
    Browser browser = Browser.signedIn(before, Viewer.newUser(before)).at(Wharfinger.fullAccess());
    for (String name : new String[] {"regent", "surveyor"}) {
      isP400(
          browser.sends("{\"username\": \"%s\"}".formatted(name)).put("/user/"),
          "Username is already in use");
    }
  }

  @Test
  void areGivenBySuperusersAndNotGivenUp() {
    isText(Viewer.SU.sends(named("surveyor")).post("/organization/"), 201, "Created");
    isDone(Viewer.SU.asks().delete("/superuser/organizations/surveyor"));
    String other = Wharfinger.fresh("org");
    isText(Viewer.ADM.sends(named(other)).post("/organization/"), 201, "Created");
    isOk(Viewer.SU.sends(named("surveyor")).put("/superuser/organizations/" + other));
    isDone(Viewer.SU.asks().delete("/superuser/organizations/surveyor"));

    for (String name : new String[] {"regent", "surveyor"}) {
      String password = Viewer.newUser(name);
      Browser browser = Browser.signedIn(name, password);
      isP400(browser.asks().delete("/user/"), "Cannot delete a superuser");
      String admin = "{\"adminUser\": \"%s\", \"adminPassword\": \"%s\"}";
      String crony = Wharfinger.fresh("crony");
      isP400(
          browser.sends(admin.formatted(crony, Viewer.newUser(crony))).post("/user/convert"),
          "Cannot convert a superuser");
      assertThat(json(browser.plain().get("/user/"), 200).get("username").textValue())
          .isEqualTo(name);
    }
    isDone(Viewer.SU.asks().delete("/superuser/users/surveyor"));
    areNotGivenToWhoSignsUp("surveyor");
  }

  private static String named(String name) {
    return "{\"name\": \"%s\", \"email\": \"%s@names.example\"}".formatted(name, name);
  }

  private static RequestSpecification sends(RequestSpecification asking, String body) {
    return asking.contentType(ContentType.JSON).body(body);
  }
}
