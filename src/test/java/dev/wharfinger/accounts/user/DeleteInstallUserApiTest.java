package dev.wharfinger.accounts.user;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.isText;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Wharfinger.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import org.junit.jupiter.api.Test;

class DeleteInstallUserApiTest {

  private static final String USERS = "/superuser/users/";

  @Test
  void takesEverythingThatHungOnHim() {
    String name = fresh("deleted");
    String token = Viewer.grant(name, Viewer.newUser(name), "user:admin user:read");
    String organization = Scene.organizationOf(Viewer.ADM);
    Scene.addTeam(organization, "crew", "member", name);
    isText(Viewer.SU.sends("{\"limit_bytes\": 5}").post(USERS + name + "/quota"), 201, "Created");
    isDone(Viewer.SU.sends("{\"username\": \"root\"}").delete(USERS + name));
    isP404(Viewer.SU.asks().get(USERS + name));
    isP404(Viewer.SU.asks().delete(USERS + name));
    assertThat(Wharfinger.shared().request(token).get("/user/").statusCode()).isEqualTo(401);
    assertThat(
            json(Viewer.ADM.asks().get("/organization/" + organization + "/team/crew/members"), 200)
                .get("members"))
        .isEmpty();
    assertThat(Wharfinger.shared().placesOf(name + "@example.com")).as("he is forgotten").isEmpty();
    assertThat(Viewer.newUser(name)).as("name and e-mail are free").isNotEmpty();
  }

  @Test
  void deletesADisabledUserToo() {
    String name = fresh("disabled");
    assertThat(Viewer.newUser(name)).isNotEmpty();
    assertThat(Viewer.SU.sends("{\"enabled\": false}").put(USERS + name).statusCode())
        .isEqualTo(200);
    isDone(Viewer.SU.asks().delete(USERS + name));
    isP404(Viewer.SU.asks().get(USERS + name));
  }

  @Test
  void refusesInTheContractsWords() {
    isP400(Viewer.SU.asks().delete(USERS + "root"), "Cannot delete a superuser");
    isP404(Viewer.SU.asks().delete(USERS + fresh("none")));
    isP404(Viewer.SU.asks().delete(USERS + Scene.organizationOf(Viewer.ADM)));
    isP403(Viewer.ADM.asks().delete(USERS + "olga"));
    isP403(Viewer.ROSU.asks().delete(USERS + "olga"));
    isP403(Viewer.SU.asksWith("user:admin").delete(USERS + "olga"));
    isP401(Viewer.ANON.asks().delete(USERS + "olga"));
  }
}
