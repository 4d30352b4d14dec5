package dev.wharfinger.api;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isError;
import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isOk;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.isText;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/**
 * Switches that would disturb the tests of the shared services; asked of a service that runs for
 * another reason.
 */
public final class RareSwitches {

  /** What the service is started with. */
  public static final Map<String, String> ENVIRONMENT =
      Map.of(
          "GLOBAL_READONLY_SUPER_USERS", "auditor,inspector",
          "DEFAULT_SYSTEM_REJECT_QUOTA_BYTES", "1536",
          "TAG_EXPIRATION_OPTIONS", "0s,3d",
          "DEFAULT_TAG_EXPIRATION", "3d",
          "BROWSER_API_CALLS_XHR_ONLY", "true",
          "EXPIRED_SERVICE_KEY_TTL_SEC", "60",
          "UNAPPROVED_SERVICE_KEY_TTL_SEC", "60",
          "SERVICE_LOG_ACCOUNT_ID", "1000000",
          "FEATURE_AGGREGATED_LOG_COUNT_RETRIEVAL", "false");

  private final Wharfinger service;
  private final String token;

  private RareSwitches(Wharfinger service, String token) {
    this.service = service;
    this.token = token;
  }

  /** Holds the service against the contract, with the token of its superuser. */
  public static void areObeyedBy(Wharfinger service, String token) {
    RareSwitches asked = new RareSwitches(service, token);
    isText(asked.sends("{\"name\": \"goods\"}").post("/organization/"), 201, "Created");
    asked.limitsWhoHasNoQuota();
    asked.offersTheConfiguredTimes();
    asked.countsNoLogs();
    asked.barsBrowsers();
    asked.deletesWhoOnlyInspects();
    asked.forgetsExpiredKeys();
    asked.forgetsUnapprovedKeys();
    asked.booksKeysElsewhere();
  }

  private RequestSpecification asks() {
    return service.request(token);
  }

  private RequestSpecification sends(String body) {
    return asks().contentType(ContentType.JSON).body(body);
  }

  /** Common 11.3 and 11.4, neighbours 3: the installation's quota, shown in one list alone. */
  private void limitsWhoHasNoQuota() {
    assertThat(json(asks().get("/organization/goods/quota"), 200))
        .isEqualTo(
            json(
                """
                [{"id": null, "limit_bytes": 1536, "limit": "1.5 KiB", "default_config": true,
                  "limits": [], "default_config_exists": true}]
                """));
    for (String list : new String[] {"/user/quota", "/superuser/organization/goods/quota"}) {
      assertThat(json(asks().get(list), 200)).as(list).isEmpty();
    }
    JsonNode shown = json(asks().get("/organization/goods"), 200);
    assertThat(shown.get("quotas")).isEmpty();
    assertThat(shown.at("/quota_report/configured_quota").intValue()).isEqualTo(1536);
    String quotas = "/superuser/users/goods/quota";
    isText(sends("{\"limit_bytes\": 1024}").post(quotas), 201, "Created");
    JsonNode own = json(asks().get("/organization/goods/quota"), 200);
    assertThat(own).isEqualTo(json(asks().get(quotas), 200)).hasSize(1);
    assertThat(own.at("/0/default_config").booleanValue()).isFalse();
    assertThat(own.at("/0/default_config_exists").booleanValue()).isTrue();
    assertThat(
            json(asks().get("/organization/goods"), 200)
                .at("/quota_report/configured_quota")
                .intValue())
        .isEqualTo(1024);
  }

  /** Organization 0.5. */
  private void offersTheConfiguredTimes() {
    assertThat(json(asks().get("/organization/goods"), 200).get("tag_expiration_s").intValue())
        .isEqualTo(259_200);
    isM400(
        sends("{\"tag_expiration_s\": 86400}").put("/organization/goods"),
        "Invalid tag expiration option");
    isOk(sends("{\"tag_expiration_s\": 0}").put("/organization/goods"));
  }

  /** Neighbours 9; the superusers' own counts have no switch. */
  private void countsNoLogs() {
    for (String subject : new String[] {"/organization/goods", "/user", "/repository/goods/x"}) {
      isP404(asks().get(subject + "/aggregatelogs"));
    }
    isOk(asks().get("/superuser/aggregatelogs"));
  }

  /** Common 1. */
  private void barsBrowsers() {
    String browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    isError(
        asks().header("User-Agent", browser).get("/organization/goods"),
        400,
        "API calls must be invoked with an X-Requested-With header if called from a browser");
    isOk(
        asks()
            .header("User-Agent", browser)
            .header("X-Requested-With", "XMLHttpRequest")
            .get("/organization/goods"));
    isOk(sends("{}").header("User-Agent", browser).put("/organization/goods"));
  }

  /** Superuser 2.4: only those who may write are kept from deletion. */
  private void deletesWhoOnlyInspects() {
    isOk(sends("{\"username\": \"inspector\"}").post("/superuser/users/"));
    JsonNode shown = json(asks().get("/superuser/users/inspector"), 200);
    assertThat(shown.get("global_readonly_super_user").booleanValue()).isTrue();
    assertThat(shown.get("super_user").booleanValue()).isFalse();
    isOk(sends("{\"enabled\": false}").put("/superuser/users/inspector"));
    isDone(asks().delete("/superuser/users/inspector"));
  }

  /** Superuser 6.3: how long a key is shown after its time. */
  private void forgetsExpiredKeys() {
    String kid = key();
    isOk(asks().get("/superuser/keys/" + kid));
    service.sql("UPDATE service_key SET expires = now() - interval '2 minutes' WHERE kid = ?", kid);
    isP404(asks().get("/superuser/keys/" + kid));
    assertThat(json(asks().get("/superuser/keys"), 200).get("keys").findValuesAsText("kid"))
        .doesNotContain(kid);
  }

  /** Superuser 6.1: a new key takes those of its service along that nobody approved in time. */
  private void forgetsUnapprovedKeys() {
    String kid = key();
    service.sql(
        "UPDATE service_key SET approval_type = NULL, approved = NULL,"
            + " created = now() - interval '2 minutes' WHERE kid = ?",
        kid);
    isOk(asks().get("/superuser/keys/" + key()));
    isP404(asks().get("/superuser/keys/" + kid));
  }

  /** Common 12: kinds without a namespace are booked on the account that the switch names. */
  private void booksKeysElsewhere() {
    service.sql(
        "INSERT INTO namespace (id, kind, name, email, subject_key, tag_expiration_s, created)"
            + " VALUES (1000000, 'organization', 'locksmith', '', gen_random_uuid(), 0, now())");
    isOk(asks().get("/superuser/keys/" + key()));
    JsonNode entry = json(asks().get("/superuser/logs"), 200).at("/logs/0");
    assertThat(entry.get("kind").textValue()).isEqualTo("service_key_approve");
    assertThat(entry.at("/namespace/name").textValue()).isEqualTo("locksmith");
  }

  private String key() {
    return json(sends("{\"service\": \"quay\", \"expiration\": null}").post("/superuser/keys"), 200)
        .get("kid")
        .textValue();
  }
}
