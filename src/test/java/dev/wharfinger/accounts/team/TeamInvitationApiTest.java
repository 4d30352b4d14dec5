package dev.wharfinger.accounts.team;

import static dev.wharfinger.accounts.team.Goods.member;
import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isMessage;
import static dev.wharfinger.api.Answers.isOk;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Browser;
import dev.wharfinger.api.MailBox;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where mail is on, people are asked before they join an organization. */
class TeamInvitationApiTest {

  private static final String INVALID = "Invalid confirmation code.";
  private static final String SCOPES = "user:admin org:admin";

  /** A user of the test's own, with mail at {@code <name>@example.com}. */
  private record Guest(String name, String token) {

    static Guest arrives() {
      String name = Wharfinger.fresh("guest");
      return new Guest(name, Viewer.grant(name, Viewer.newUser(name), SCOPES));
    }

    RequestSpecification asks() {
      return Wharfinger.fullAccess().request(token);
    }

    String email() {
      return name + "@example.com";
    }
  }

  @Test
  void asksAStrangerWhoThenJoins() {
    String organization = Scene.organization();
    Guest guest = Guest.arrives();
    JsonNode invited = json(admin().put(member(organization, "crew", guest.name())), 200);
    assertThat(invited.get("name").textValue()).isEqualTo(guest.name());
    assertThat(invited.get("kind").textValue()).isEqualTo("user");
    assertThat(invited.get("is_robot").booleanValue()).isFalse();
    assertThat(invited.get("invited").booleanValue()).isTrue();
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            json(
                """
                {"kind": "org_invite_team_member", "user": "%s", "member": "%s", "team": "crew"}
                """
                    .formatted(guest.name(), guest.name())));
    isP403(guest.asks().get(Goods.team(organization, "crew") + "/members"));

    MailBox.InvitationMail letter = MailBox.letterTo(guest.email());
    assertThat(letter.from()).isEqualTo("registry@example.com");
    assertThat(letter.subject()).isEqualTo("[Wharfinger] Invitation to join team");
    assertThat(letter.text())
        .contains("ada invited you to join the team crew of the organization " + organization)
        .contains("http://localhost:8080/confirminvite?code=" + letter.code());

    JsonNode joined = json(guest.asks().put("/teaminvite/" + letter.code()), 200);
    assertThat(joined)
        .isEqualTo(json("{\"org\": \"%s\", \"team\": \"crew\"}".formatted(organization)));
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            json(
                """
                {"kind": "org_team_member_invite_accepted", "member": "%s", "team": "crew",
                 "inviter": "ada"}
                """
                    .formatted(guest.name())));
    assertThat(names(organization, true))
        .containsExactlyInAnyOrder("mel false", guest.name() + " false");
    isM400(guest.asks().put("/teaminvite/" + letter.code()), INVALID);
    isM400(
        admin().put(member(organization, "crew", guest.name())),
        "User %s is already a member of team crew".formatted(guest.name()));
  }

  @Test
  void letsAStrangerJoinByTheLinkWhereHeIsSignedIn() {
    String organization = Scene.organization();
    String name = Wharfinger.fresh("linked");
    Browser browser = Browser.signedIn(name, Viewer.newUser(name)).at(Wharfinger.fullAccess());
    isOk(admin().put(member(organization, "crew", name)));
    String code = MailBox.letterTo(name + "@example.com").code();
    isMessage(
        Wharfinger.fullAccess().request().basePath("").get("/confirminvite?code=" + code),
        401,
        "Sign in to accept the invitation, then follow the link again.");
    Response joined = browser.plain().basePath("").get("/confirminvite?code=" + code);
    assertThat(joined.statusCode()).as(joined.asString()).isEqualTo(200);
    assertThat(joined.asString()).isEqualTo("You have joined the team.\n");
    assertThat(names(organization, true)).containsExactlyInAnyOrder("mel false", name + " false");
    isM400(browser.plain().basePath("").get("/confirminvite?code=" + code), INVALID);
    isM400(browser.plain().basePath("").get("/confirminvite"), INVALID);
    assertThat(
            browser.at(Wharfinger.shared()).plain().basePath("").get("/confirminvite").statusCode())
        .isEqualTo(404);
  }

  @Test
  void showsWhoHasNotAnsweredToAdministratorsWhoAsk() {
    String organization = Scene.organization();
    Guest guest = Guest.arrives();
    isOk(admin().put(member(organization, "crew", guest.name())));
    isOk(admin().put(invite(organization, "someone@example.org")));
    assertThat(names(organization, false)).containsExactly("mel false");
    assertThat(names(organization, true))
        .containsExactly("mel false", guest.name() + " true", "someone@example.org true");
    String pending = Goods.team(organization, "crew") + "/members?includePending=true";
    assertThat(json(Viewer.MEM.asks().get(pending), 200).get("members")).hasSize(1);
    assertThat(json(Viewer.ROSU.asks().get(pending), 200).get("members")).hasSize(1);
    assertThat(json(Viewer.FSU.asks().get(pending), 200).get("members")).hasSize(3);
    String unasked = Goods.team(organization, "crew") + "/members?includePending=false";
    assertThat(json(Viewer.ADM.asks().get(unasked), 200).get("members")).hasSize(1);
  }

  @Test
  void letsNobodyElseUseACode() {
    String organization = Scene.organization();
    Guest guest = Guest.arrives();
    Guest other = Guest.arrives();
    isOk(admin().put(member(organization, "crew", guest.name())));
    String code = MailBox.letterTo(guest.email()).code();
    isM400(other.asks().put("/teaminvite/" + code), INVALID);
    isM400(other.asks().delete("/teaminvite/" + code), INVALID);
    isM400(other.asks().put("/teaminvite/no-such-code"), INVALID);
    isP401(Wharfinger.fullAccess().request().put("/teaminvite/" + code));
    isP403(Wharfinger.fullAccess().request(Viewer.UNSCOPED.token()).put("/teaminvite/" + code));
    isP403(Wharfinger.fullAccess().request(Viewer.UNSCOPED.token()).delete("/teaminvite/" + code));
    assertThat(names(organization, true)).containsExactly("mel false", guest.name() + " true");
  }

  @Test
  void takesNoForAnAnswer() {
    String organization = Scene.organization();
    Guest guest = Guest.arrives();
    isOk(admin().put(member(organization, "crew", guest.name())));
    String code = MailBox.letterTo(guest.email()).code();
    isDone(guest.asks().delete("/teaminvite/" + code));
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            json(
                """
                {"kind": "org_team_member_invite_declined", "member": "%s", "team": "crew",
                 "inviter": "ada"}
                """
                    .formatted(guest.name())));
    assertThat(names(organization, true)).containsExactly("mel false");
    isM400(guest.asks().put("/teaminvite/" + code), INVALID);
  }

  @Test
  void takesBackTheInvitationOfAUser() {
    String organization = Scene.organization();
    Guest guest = Guest.arrives();
    isOk(admin().put(member(organization, "crew", guest.name())));
    isDone(admin().delete(member(organization, "crew", guest.name())));
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            json(
                """
                {"kind": "org_delete_team_member_invite", "user": "%s", "member": "%s",
                 "team": "crew"}
                """
                    .formatted(guest.name(), guest.name())));
    isM400(
        admin().delete(member(organization, "crew", guest.name())),
        "User %s does not belong to team crew".formatted(guest.name()));
  }

  @Test
  void replacesAnInvitationByTheNext() {
    String organization = Scene.organization();
    Guest guest = Guest.arrives();
    isOk(admin().put(member(organization, "crew", guest.name())));
    isOk(admin().put(member(organization, "crew", guest.name())));
    List<MailBox.InvitationMail> letters = MailBox.lettersTo(guest.email(), 2);
    assertThat(names(organization, true)).containsExactly("mel false", guest.name() + " true");
    assertThat(letters)
        .extracting(letter -> guest.asks().put("/teaminvite/" + letter.code()).statusCode())
        .as("mails overtake one another")
        .containsExactlyInAnyOrder(200, 400);
  }

  @Test
  void invitesWhoeverReadsAnEmail() {
    String organization = Scene.organization();
    Guest guest = Guest.arrives();
    String email = guest.email();
    JsonNode invited = json(admin().put(invite(organization, email)), 200);
    assertThat(invited.get("email").textValue()).isEqualTo(email);
    assertThat(invited.get("kind").textValue()).isEqualTo("invite");
    assertThat(invited.get("invited").booleanValue()).isTrue();
    assertThat(invited.at("/avatar/name").textValue()).isEqualTo(email);
    assertThat(invited.at("/avatar/kind").textValue()).isEqualTo("user");
    assertThat(invited).hasSize(4);
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            json(
                """
                {"kind": "org_invite_team_member", "email": "%s", "member": "%s", "team": "crew"}
                """
                    .formatted(email, email)));
    String code = MailBox.letterTo(email).code();
    isM400(Guest.arrives().asks().put("/teaminvite/" + code), INVALID);
    Wharfinger.shared().sql("UPDATE namespace SET verified = false WHERE name = ?", guest.name());
    isM400(guest.asks().put("/teaminvite/" + code), INVALID);
    Wharfinger.shared().sql("UPDATE namespace SET verified = true WHERE name = ?", guest.name());
    isOk(guest.asks().put("/teaminvite/" + code));
    assertThat(names(organization, true))
        .containsExactlyInAnyOrder("mel false", guest.name() + " false");
  }

  @Test
  void takesBackTheInvitationOfAnEmail() {
    String organization = Scene.organization();
    String email = Wharfinger.fresh("someone") + "@example.org";
    isP404(admin().delete(invite(organization, email)));
    isOk(admin().put(invite(organization, email)));
    isDone(admin().delete(invite(organization, email)));
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            json(
                """
                {"kind": "org_delete_team_member_invite", "email": "%s", "member": "%s",
                 "team": "crew"}
                """
                    .formatted(email, email)));
    isP404(admin().delete(invite(organization, email)));
  }

  @Test
  void refusesWhatIsNoTeamAndNoEmail() {
    String organization = Scene.organization();
    isP400(admin().put(invite(organization, "nobody")), "Invalid email address");
    String nowhere = Goods.team(organization, "no-such-team") + "/invite/a@example.org";
    isP404(admin().put(nowhere));
    isP404(admin().delete(nowhere));
    isP404(Viewer.FSU.asks().put("/organization/no-such-organization/team/x/invite/a@b.org"));
    isP401(Wharfinger.fullAccess().request().put(nowhere));
    isP401(Wharfinger.fullAccess().request().delete(nowhere));
  }

  @ParameterizedTest
  @EnumSource(
      value = Viewer.class,
      names = {"OUT", "MEM", "CREATOR", "UNSCOPED", "ROSU"})
  void deniesWhoIsNoAdministrator(Viewer viewer) {
    String organization = Scene.organization();
    isP403(viewer.asks(Wharfinger.fullAccess()).put(invite(organization, "a@example.org")));
    isP403(viewer.asks(Wharfinger.fullAccess()).delete(invite(organization, "a@example.org")));
  }

  @Test
  void addsAtOnceWhoBelongsToTheOrganizationAndWhereNobodyIsToBeAsked() {
    String organization = Scene.organization();
    Viewer.OUT.arrives();
    assertThat(
            json(admin().put(member(organization, "builders", "mel")), 200)
                .get("invited")
                .booleanValue())
        .isFalse();
    assertThat(
            json(
                    Viewer.ADM
                        .asks(Wharfinger.closed())
                        .put(member(organization, "builders", "olga")),
                    200)
                .get("invited")
                .booleanValue())
        .isFalse();
  }

  @Test
  void forgetsTheInvitationOfWhoIsAdded() {
    String organization = Scene.organization();
    Guest guest = Guest.arrives();
    isOk(admin().put(member(organization, "crew", guest.name())));
    Goods.join(organization, "crew", guest.name());
    assertThat(names(organization, true))
        .containsExactlyInAnyOrder("mel false", guest.name() + " false");
  }

  @Test
  void forgetsTheInvitationByNameOfWhoCameByEmail() {
    String organization = Scene.organization();
    Guest guest = Guest.arrives();
    isOk(admin().put(invite(organization, guest.email())));
    String code = MailBox.letterTo(guest.email()).code();
    isOk(admin().put(member(organization, "crew", guest.name())));
    assertThat(names(organization, true)).hasSize(3);
    isOk(guest.asks().put("/teaminvite/" + code));
    assertThat(names(organization, true))
        .containsExactlyInAnyOrder("mel false", guest.name() + " false");
  }

  /** Organization 2.6 and 2.8: who is only invited is no member, and stays invited. */
  @Test
  void isNotTouchedByRemovingSomebodyWhoIsNoMemberYet() {
    String organization = Scene.organization();
    Guest guest = Guest.arrives();
    isOk(admin().put(member(organization, "crew", guest.name())));
    String members = "/organization/" + organization + "/members";
    assertThat(json(admin().get(members), 200).get("members").findValuesAsText("name"))
        .contains("mel")
        .doesNotContain(guest.name());
    isP404(admin().get(members + "/" + guest.name()));
    isDone(admin().delete(members + "/" + guest.name()));
    assertThat(names(organization, true)).containsExactly("mel false", guest.name() + " true");
    isOk(guest.asks().put("/teaminvite/" + MailBox.letterTo(guest.email()).code()));
  }

  @Test
  void keepsNoCode() {
    String organization = Scene.organization();
    Guest guest = Guest.arrives();
    isOk(admin().put(member(organization, "crew", guest.name())));
    String code = MailBox.letterTo(guest.email()).code();
    assertThat(
            Wharfinger.shared()
                .count(
                    "SELECT count(*) FROM team_invitation i WHERE i::text LIKE ?",
                    "%" + code + "%"))
        .isZero();
    assertThat(Wharfinger.shared().count("SELECT count(*) FROM team_invitation")).isPositive();
  }

  private static RequestSpecification admin() {
    return Viewer.ADM.asks(Wharfinger.fullAccess());
  }

  private static String invite(String organization, String email) {
    return Goods.team(organization, "crew") + "/invite/" + email;
  }

  private static List<String> names(String organization, boolean pendingToo) {
    String path = Goods.team(organization, "crew") + "/members";
    return json(admin().get(path + (pendingToo ? "?includePending=True" : "")), 200)
        .get("members")
        .valueStream()
        .map(it ->
            it.path("name").asText(it.path("email").asText()) + " " + it.get("invited").asText())
        .toList();
  }
}
