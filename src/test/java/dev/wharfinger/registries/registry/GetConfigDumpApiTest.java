package dev.wharfinger.registries.registry;

import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Answers.keys;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.RareSwitches;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import dev.wharfinger.journey.Waiting;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GetConfigDumpApiTest {

  private static final String DUMP = "/superuser/config";

  /** Every value that says hush is a secret, or could be one. */
  private static final String FILE =
      """
      SERVER_HOSTNAME: quay.example.com
      SECRET_KEY: hush-1
      DB_URI: postgresql://quay:hush-2@db/quay
      DATABASE_SECRET_KEY: hush-3
      MAIL_PASSWORD: hush-4
      MAIL_SERVER: mail.example.com
      LDAP_ADMIN_PASSWD: hush-5
      SECURITY_SCANNER_V4_PSK: hush-6
      BUILDLOGS_REDIS: {host: redis, port: 6379, password: hush-7}
      GITHUB_LOGIN_CONFIG: {CLIENT_ID: id, CLIENT_SECRET: hush-8}
      DISTRIBUTED_STORAGE_CONFIG:
        default: [S3Storage, {host: s3, s3_access_key: hush-9, s3_secret_key: hush-10}]
        azure: [AzureStorage, {azure_account_key: hush-11, sas_token: hush-12}]
      SENTRY_DSN: https://hush-13@sentry.example.com/1
      LOGS_MODEL_CONFIG: {splunk_config: {bearer_token: hush-14, port: 8089}}
      USER_EVENTS_REDIS: {url: "redis://:hush-15@redis"}
      SOME_CERTIFICATE: "-----BEGIN PRIVATE KEY----- hush-16"
      RATIO: 0.5
      NOTHING: null
      AUTHENTICATION_TYPE: Database
      """;

  @Test
  void showsEverythingButSecrets(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("config.yaml"), FILE);
    Map<String, String> environment = new HashMap<>(RareSwitches.ENVIRONMENT);
    environment.put("FEATURE_SUPERUSER_CONFIGDUMP", "true");
    environment.put("FEATURE_ACTION_LOG_ROTATION", "true");
    environment.put("WHARFINGER_CONFIG", file.toString());
    environment.put("SECRET_KEY", "hush-20");
    environment.put("KAFKA_SSL_KEYSTORE_PASSWORD", "hush-21");
    environment.put("KAFKA_SASL_JAAS_CONFIG", "PlainLoginModule required password=\"hush-22\";");
    environment.put("AWS_SECRET_ACCESS_KEY", "hush-23");
    environment.put("AWS_SESSION", "hush-24");
    environment.put("JAVA_TOOL_OPTIONS", "-Dsome.keyStorePassword=hush-25");
    environment.put("HTTPS_PROXY", "http://me:hush-26@proxy:3128");
    environment.put("MY_OWN", "hush-27");
    environment.put(
        "WHARFINGER_TRUSTED_ISSUERS",
        "https://sso.example.com=https://me:hush-28@sso.example.com;audience=quay");
    Wharfinger service = Wharfinger.empty("config-dump", environment);
    try {
      String token = firstToken(service);
      Response answer = service.request(token).get(DUMP);
      JsonNode dump = json(answer, 200);
      assertThat(answer.asString()).doesNotContain("hush");
      assertThat(keys(dump)).containsExactly("config", "warning", "env", "schema");

      JsonNode config = dump.get("config");
      assertThat(config.get("SERVER_HOSTNAME").textValue()).isEqualTo("quay.example.com");
      assertThat(config.get("AUTHENTICATION_TYPE").textValue()).isEqualTo("Database");
      assertThat(config.get("SUPER_USERS").toString())
          .isEqualTo("[\"root\",\"auditor\",\"regent\"]");
      assertThat(config.get("FEATURE_SUPERUSER_CONFIGDUMP").booleanValue()).isTrue();
      assertThat(config.get("MAIL_PASSWORD").textValue()).isEqualTo("****** (6)");
      assertThat(config.get("SECRET_KEY").textValue()).isEqualTo("******* (7)");
      assertThat(config.get("WHARFINGER_MASTER_KEY").textValue()).isEqualTo("********** (44)");
      assertThat(keys(dump.get("schema").get("properties"))).containsAll(keys(config));

      JsonNode warning = dump.get("warning");
      assertThat(keys(warning))
          .contains("DB_URI", "DISTRIBUTED_STORAGE_CONFIG")
          .doesNotContain("RATIO", "NOTHING", "SERVER_HOSTNAME", "SECRET_KEY", "MAIL_PASSWORD");
      assertThat(warning.get("BUILDLOGS_REDIS"))
          .isEqualTo(json("{\"host\": \"redis\", \"port\": 6379, \"password\": \"****** (6)\"}"));
      assertThat(warning.get("GITHUB_LOGIN_CONFIG").get("CLIENT_ID").textValue()).isEqualTo("id");

      JsonNode env = dump.get("env");
      assertThat(keys(env)).containsAll(environment.keySet());
      assertThat(env.get("FEATURE_SUPERUSER_CONFIGDUMP").textValue()).isEqualTo("true");
      assertThat(env.get("QUARKUS_DATASOURCE_PASSWORD").textValue()).matches("\\*+ \\(\\d+\\)");
      assertThat(env.get("WHARFINGER_MASTER_KEY").textValue()).isEqualTo("********** (44)");
      assertThat(StreamSupport.stream(env.spliterator(), false)).allMatch(JsonNode::isTextual);
      assertThat(keys(dump.get("schema")))
          .contains("type", "description", "required", "properties");
      isP401(service.request().get(DUMP));
      RareSwitches.areObeyedBy(service, token);
      dropsOldLogs(service, token);
    } finally {
      service.stop();
    }
  }

  /** Here because it needs a service and a database of its own as well. */
  private static void dropsOldLogs(Wharfinger service, String token) {
    String time = "2020-02-03T04:05:06Z";
    service.sql("SELECT count(*) FROM make_usage_log_month(?::timestamptz)", time);
    service.sql(
        "INSERT INTO usage_log (seq, ordinal, time, kind, metadata)"
            + " VALUES (-1, 0, ?::timestamptz, 'old', '{}'), (-2, 0, now(), 'new', '{}')",
        time);
    Waiting.until(
        "the old month is gone",
        () -> service.count("SELECT count(*) FROM usage_log_months(now())") == 0);
    assertThat(service.count("SELECT count(*) FROM usage_log WHERE kind = 'old'")).isZero();
    assertThat(service.count("SELECT count(*) FROM usage_log WHERE kind = 'new'")).isOne();
    assertThat(service.placesOf("usage-logs-dropped.v1")).contains("journal");
    assertThat(json(service.request(token).get("/superuser/logs"), 200).get("logs")).isNotEmpty();
  }

  @Test
  void isRefusedWhileTheSwitchIsOff() {
    isP403(Viewer.SU.asks().get(DUMP));
    isP403(Viewer.FSU.asks().get(DUMP));
    isP403(Viewer.ROSU.asks().get(DUMP));
    isP401(Viewer.ANON.asks().get(DUMP));
  }

  private static String firstToken(Wharfinger service) {
    return json(
            service
                .request()
                .contentType(ContentType.JSON)
                .body(
                    """
                    {"username": "root", "password": "rootpassword", "email": "root@x.org",
                     "access_token": true}
                    """)
                .post("/user/initialize"),
            200)
        .get("access_token")
        .textValue();
  }
}
