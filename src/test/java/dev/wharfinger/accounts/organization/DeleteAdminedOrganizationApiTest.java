package dev.wharfinger.accounts.organization;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isOk;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.isText;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Wharfinger.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import org.junit.jupiter.api.Test;

class DeleteAdminedOrganizationApiTest {

  private final String name = Scene.organization();

  @Test
  void deletesEverythingAndFreesTheName() {
    isDone(Viewer.ADM.asks().delete("/organization/" + name));
    isP404(Viewer.ANON.asks().get("/organization/" + name));
    isP403(Viewer.ADM.asks().delete("/organization/" + name));
    isP404(Viewer.FSU.asks().delete("/organization/" + name));

    JsonNode own = json(Viewer.MEM.asks().get("/user/"), 200).get("organizations");
    assertThat(own.findValuesAsText("name")).doesNotContain(name);

    isText(Viewer.OUT.sends("{\"name\": \"" + name + "\"}").post("/organization/"), 201, "Created");
    JsonNode again = json(Viewer.OUT.asks().get("/organization/" + name), 200);
    assertThat(again.get("ordered_teams")).isEqualTo(json("[\"owners\"]"));
    assertThat(again.get("invoice_email_address").isNull()).isTrue();
    assertThat(Scene.logs(name)).as("the log begins anew").hasSize(1);
  }

  @Test
  void logsTheEndOnTheOrganizationsOwnAccount() {
    Wharfinger shared = Wharfinger.shared();
    isDone(Viewer.ADM.asks().delete("/organization/" + name + "/"));
    assertThat(
            shared.count(
                "SELECT count(*) FROM usage_log WHERE kind = 'org_delete'"
                    + " AND metadata ->> 'namespace' = ? AND namespace IN"
                    + " (SELECT namespace FROM usage_log WHERE kind = 'org_create'"
                    + " AND metadata ->> 'namespace' = ?)",
                name,
                name))
        .isEqualTo(1);
  }

  @Test
  void readsNoBody() {
    isDone(Viewer.ADM.asks().contentType("text/plain").body("{").delete("/organization/" + name));
  }

  @Test
  void refusesOthersFirst() {
    isP401(Viewer.ANON.asks().delete("/organization/" + name));
    isP403(Viewer.CREATOR.asks().delete("/organization/" + name));
    isP403(
        Viewer.ADM.asksWith("user:admin repo:create super:user").delete("/organization/" + name));
    isP404(Viewer.OUT.asks().delete("/organization/olga"));
  }

  @Test
  void repeatsWhatCameUnderTheSameKey() {
    String key = fresh("key");
    for (int i = 0; i < 2; i++) {
      isDone(Viewer.ADM.asks().header("Idempotency-Key", key).delete("/organization/" + name));
    }
    isText(Viewer.ADM.sends("{\"name\": \"" + name + "\"}").post("/organization/"), 201, "Created");
    isDone(Viewer.ADM.asks().header("Idempotency-Key", key).delete("/organization/" + name));
    isOk(Viewer.ADM.asks().get("/organization/" + name));
  }

  @Test
  void hidesTheLogOfWhatIsGone() {
    isDone(Viewer.FSU.asks().delete("/organization/" + name));
    isM400(
        Viewer.ROSU.asks().get("/organization/" + name + "/logs"),
        "Invalid namespace requested: " + name);
  }
}
