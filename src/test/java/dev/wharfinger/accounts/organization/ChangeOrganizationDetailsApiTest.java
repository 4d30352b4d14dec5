package dev.wharfinger.accounts.organization;

import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isMessage;
import static dev.wharfinger.api.Answers.isOk;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Scene.lastLog;
import static dev.wharfinger.api.Scene.logs;
import static dev.wharfinger.api.Scene.metadata;
import static dev.wharfinger.api.Wharfinger.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.response.Response;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeOrganizationDetailsApiTest {

  private final String name = Scene.organization();

  @Test
  void changesNothingWhenNothingIsAskedFor() {
    JsonNode before = json(Viewer.ADM.asks().get("/organization/" + name), 200);
    JsonNode after = json(put("{}"), 200);
    assertThat(after).isEqualTo(before);
    assertThat(json(put("{\"name\": \"renamed\", \"unknown\": [1]}"), 200)).isEqualTo(before);
    assertThat(logs(name)).hasSize(1);
  }

  @Test
  void changesEverythingAtOnceAndLogsEachChange() {
    JsonNode view =
        json(
            put(
                """
                {"invoice_email": true, "invoice_email_address": "bills@x.org",
                 "email": "new-contact@test-org.com", "tag_expiration_s": 86400}
                """),
            200);
    assertThat(view.get("invoice_email").booleanValue()).isTrue();
    assertThat(view.get("invoice_email_address").textValue()).isEqualTo("bills@x.org");
    assertThat(view.get("email").textValue()).isEqualTo("new-contact@test-org.com");
    assertThat(view.get("avatar").get("color").textValue()).isEqualTo("#aec7e8");
    assertThat(view.get("tag_expiration_s").intValue()).isEqualTo(86_400);
    assertThat(view.has("teams")).isTrue();
    assertThat(json(Viewer.ADM.asks().get("/organization/" + name), 200)).isEqualTo(view);

    assertThat(StreamSupport.stream(logs(name).spliterator(), false).map(Scene::metadata))
        .startsWith(
            log("org_change_tag_expiration", "\"tag_expiration\": 86400"),
            log(
                "org_change_email",
                "\"email\": \"new-contact@test-org.com\", \"old_email\": \"" + name + "@x.org\""),
            log("org_change_invoicing", "\"invoice_email_address\": \"bills@x.org\""),
            log("org_change_invoicing", "\"invoice_email\": true"));
  }

  private JsonNode log(String kind, String metadata) {
    return json("{\"kind\": \"" + kind + "\", \"namespace\": \"" + name + "\", " + metadata + "}");
  }

  @Test
  void logsWhatIsEqualOnlyWhereTheContractSaysSo() {
    isOk(put("{\"invoice_email\": false, \"tag_expiration_s\": 1209600}"));
    assertThat(logs(name)).hasSize(3);
    isOk(put("{\"invoice_email_address\": null, \"email\": \"" + name + "@x.org\"}"));
    isOk(put("{\"invoice_email_address\": \"\"}"));
    assertThat(logs(name)).hasSize(3);
  }

  @Test
  void clearsTheInvoiceAddress() {
    isOk(put("{\"invoice_email_address\": \"not an address\"}"));
    JsonNode view = json(put("{\"invoice_email_address\": \"\"}"), 200);
    assertThat(view.get("invoice_email_address").isNull()).isTrue();
    assertThat(lastLog(name))
        .isEqualTo(log("org_change_invoicing", "\"invoice_email_address\": null"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"email\": \"\"}",
        "{\"contact_email\": null, \"email\": \"other@x.org\"}",
        "{\"contact_email\": \"\", \"email\": \"no address\"}",
      })
  void clearsTheEmail(String body) {
    assertThat(json(put(body), 200).get("email").textValue()).isEmpty();
    assertThat(lastLog(name))
        .isEqualTo(
            log("org_change_email", "\"email\": \"\", \"old_email\": \"" + name + "@x.org\""));
    assertThat(json(put(body), 200).get("email").textValue()).isEmpty();
    assertThat(logs(name)).hasSize(2);
  }

  @Test
  void prefersTheContactEmail() {
    assertThat(
            json(put("{\"contact_email\": \"c@x.org\", \"email\": \"no address\"}"), 200)
                .get("email")
                .textValue())
        .isEqualTo("c@x.org");
  }

  @Test
  void mayTakeAUsersEmail() {
    Viewer.OUT.arrives();
    assertThat(json(put("{\"email\": \"olga@example.com\"}"), 200).get("email").textValue())
        .isEqualTo("olga@example.com");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"email\": null} | None is not of type 'string'",
        "{\"invoice_email\": null} | None is not of type 'boolean'",
        "{\"invoice_email\": \"true\"} | 'true' is not of type 'boolean'",
        "{\"invoice_email_address\": 5} | 5 is not of type 'string', 'null'",
        "{\"tag_expiration_s\": -1} | -1 is less than the minimum of 0",
        "{\"tag_expiration_s\": true} | True is not of type 'integer'",
        "{\"tag_expiration_s\": 0.5} | 0.5 is not of type 'integer'",
        "null | Missing JSON body",
        "5 | 5 is not of type 'object'",
        "{\"email\": \"a@b\"} | Invalid email address",
        "{\"email\": \"a@b\", \"tag_expiration_s\": 5} | Invalid email address",
      })
  void refusesInTheContractsWords(String body, String text) {
    isP400(put(body), text);
    assertThat(logs(name)).hasSize(1);
  }

  @Test
  void takesAnOptionOfTheTimeMachineOnly() {
    for (String seconds : new String[] {"1", "86401", "99999999999999999999", "1e300"}) {
      isM400(
          put("{\"invoice_email\": true, \"tag_expiration_s\": " + seconds + "}"),
          "Invalid tag expiration option");
    }
    assertThat(logs(name)).as("all or nothing").hasSize(1);
    for (String seconds : new String[] {"0", "86400", "604800.0", "1209600", "2.4192e6"}) {
      isOk(put("{\"tag_expiration_s\": " + seconds + "}"));
    }
    assertThat(lastLog(name))
        .isEqualTo(log("org_change_tag_expiration", "\"tag_expiration\": 2419200"));
  }

  @Test
  void ignoresTheTimeMachineWhereItIsOff() {
    JsonNode view =
        json(
            Viewer.ADM
                .sends(Wharfinger.restricted(), "{\"tag_expiration_s\": 5}")
                .put("/organization/" + name),
            200);
    assertThat(view.get("tag_expiration_s").intValue()).isEqualTo(1_209_600);
    assertThat(logs(name)).hasSize(1);
  }

  @Test
  void looksAtTheBodyBeforeTheCaller() {
    isP400(
        Viewer.ANON.sends("{\"email\": 1}").put("/organization/" + name),
        "1 is not of type 'string'");
    isP401(Viewer.ANON.sends("{\"email\": \"no address\"}").put("/organization/" + name));
    isP403(Viewer.OUT.sends("{\"email\": \"no address\"}").put("/organization/" + name));
    isP404(Viewer.FSU.sends("{\"email\": \"no address\"}").put("/organization/" + fresh("none")));
    isP404(Viewer.OUT.sends("{}").put("/organization/olga"));
  }

  @Test
  void repeatsWhatCameUnderTheSameKeyOnce() {
    String key = fresh("key");
    String body = "{\"invoice_email\": true}";
    for (int i = 0; i < 2; i++) {
      isOk(keyed(key, body));
    }
    assertThat(logs(name)).hasSize(2);
    assertThat(metadata(logs(name).get(0)))
        .isEqualTo(log("org_change_invoicing", "\"invoice_email\": true"));
    isMessage(
        keyed(key, "{\"invoice_email\": false}"),
        422,
        "The Idempotency-Key was used for another request.");
  }

  private Response keyed(String key, String body) {
    return Viewer.ADM.sends(body).header("Idempotency-Key", key).put("/organization/" + name);
  }

  private Response put(String body) {
    return Viewer.ADM.sends(body).put("/organization/" + name);
  }
}
