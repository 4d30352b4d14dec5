package dev.wharfinger.repositories.quota;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
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
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The eight quota operations of superusers: two families, either for accounts of either kind. */
class SuperuserQuotaApiTest {

  private static final String PATTERN =
      "'^(\\\\d+\\\\s?(B|KiB|MiB|GiB|TiB|PiB|EiB|ZiB|YiB|Ki|Mi|Gi|Ti|Pi|Ei|Zi|Yi"
          + "|KB|MB|GB|TB|PB|EB|ZB|YB|K|M|G|T|P|E|Z|Y)?)$'";

  private final String organization = Scene.organizationOf(Viewer.ADM);

  private static String path(String family, String name) {
    return "/superuser/" + family + "/" + name + "/quota";
  }

  private static JsonNode only(String path) {
    JsonNode list = json(Viewer.ROSU.asks().get(path), 200);
    assertThat(list).hasSize(1);
    return list.get(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"organization", "users"})
  void keepsTheQuotaOfAnOrganization(String family) {
    keeps(path(family, organization));
    assertThat(Scene.logs(organization)).as("no log is written").hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"organization", "users"})
  void keepsTheQuotaOfAUser(String family) {
    String user = fresh("holder");
    assertThat(Viewer.newUser(user)).isNotEmpty();
    keeps(path(family, user));
  }

  private static void keeps(String path) {
    assertThat(json(Viewer.SU.asks().get(path), 200)).isEqualTo(json("[]"));
    isText(Viewer.SU.sends("{\"limit_bytes\": 10.0, \"other\": 1}").post(path), 201, "Created");
    JsonNode quota = only(path);
    assertThat(keys(quota))
        .containsExactly(
            "id", "limit_bytes", "limit", "default_config", "limits", "default_config_exists");
    assertThat(quota.get("limit_bytes").isIntegralNumber()).isTrue();
    assertThat(quota.get("limit").textValue()).isEqualTo("10.0 Byte");
    assertThat(quota.get("limits")).isEmpty();
    String one = path + "/" + quota.get("id");
    JsonNode changed = json(Viewer.SU.sends("{\"limit\": \"10 GiB\"}").put(one), 200);
    assertThat(changed.get("limit_bytes").toString()).isEqualTo("10737418240");
    assertThat(changed.get("limit").textValue()).isEqualTo("10.0 GiB");
    for (String nothing : new String[] {"{}", "{\"limit_bytes\": 0}"}) {
      assertThat(json(Viewer.SU.sends(nothing).put(one), 200)).isEqualTo(changed);
    }
    assertThat(only(path)).isEqualTo(changed);
    isDone(Viewer.SU.asks().delete(one));
    isP404(Viewer.SU.asks().delete(one));
    assertThat(json(Viewer.SU.asks().get(path), 200)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{}; 'limit_bytes' is a required property",
        "{\"limit_bytes\": \"10\"}; '10' is not of type 'integer'",
        "{\"limit_bytes\": 10.5}; 10.5 is not of type 'integer'",
        "{\"limit_bytes\": true}; True is not of type 'integer'",
        "{\"limit\": \"abc\"}; 'abc' does not match $P",
        "{\"limit\": \"5 Zi\"}; Invalid limit format",
        "{\"limit\": \"5YiB\"}; Invalid limit format",
        "{\"limit_bytes\": 0}; Invalid quota size limit value: '0'",
        "{\"limit_bytes\": -5}; Invalid quota size limit value: '-5'",
        "{\"limit_bytes\": 9223372036854775808}; Unsupported quota size limit.",
        "{\"limit\": \"8 EiB\"}; Unsupported quota size limit.",
      })
  void refusesToCreateInTheContractsWords(String body, String text) {
    for (String family : new String[] {"organization", "users"}) {
      isP400(Viewer.SU.sends(body).post(path(family, organization)), text.replace("$P", PATTERN));
    }
  }

  @Test
  void refusesBothAndASecond() {
    String path = path("users", organization);
    JsonNode both = json(Viewer.SU.sends("{\"limit_bytes\": 1, \"limit\": \"1\"}").post(path), 400);
    assertThat(both.get("detail").textValue()).contains(" is valid under each of ");
    isText(Viewer.SU.sends("{\"limit\": \"5K\"}").post(path), 201, "Created");
    isP400(
        Viewer.SU.sends("{\"limit_bytes\": 1}").post(path),
        "Quota for '" + organization + "' already exists");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"limit_bytes\": -5}; Invalid quota size limit value: '-5'",
        "{\"limit_bytes\": 9223372036854775808}; Unsupported quota size limit.",
        "{\"limit_bytes\": 7, \"limit\": \"7\"}; {} is not allowed for 7",
        "{\"other\": 1}; 'limit_bytes' is a required property",
        "{\"limit\": \"abc\"}; 'abc' does not match $P",
        "{\"limit\": \"5 Zi\"}; Invalid limit format",
      })
  void refusesToChangeInTheContractsWords(String body, String text) {
    String path = path("organization", organization);
    isText(Viewer.SU.sends("{\"limit_bytes\": 5}").post(path), 201, "Created");
    isP400(
        Viewer.SU.sends(body).put(path + "/" + only(path).get("id")), text.replace("$P", PATTERN));
  }

  /** The crash inputs of the contract (superuser 11): 404, never 500. */
  @ParameterizedTest
  @ValueSource(strings = {"organization", "users"})
  void knowsNoOtherAccountsAndQuotas(String family) {
    String none = path(family, fresh("none"));
    isP404(Viewer.SU.asks().get(none));
    isP404(Viewer.SU.sends("{\"limit_bytes\": 5}").post(none));
    isP404(Viewer.SU.sends("{\"limit_bytes\": 5}").put(none + "/1"));
    isP404(Viewer.SU.asks().delete(none + "/1"));
    String path = path(family, organization);
    String other = path(family, Scene.organizationOf(Viewer.ADM));
    isText(Viewer.SU.sends("{\"limit_bytes\": 5}").post(other), 201, "Created");
    String foreign = path + "/" + only(other).get("id");
    for (String one : new String[] {foreign, path + "/x", path + "/-1", path + "/1e3"}) {
      isP404(Viewer.SU.sends("{}").put(one));
      isP404(Viewer.SU.asks().delete(one));
    }
    isP404(Viewer.SU.asks().get(path(family, "ada%2Bbot")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"organization", "users"})
  void isForSuperusersWithOrWithoutFullAccess(String family) {
    String path = path(family, organization);
    String size = "{\"limit_bytes\": 5}";
    for (Viewer viewer : new Viewer[] {Viewer.ADM, Viewer.ROSU}) {
      isP403(viewer.sends(size).post(path));
      isP403(viewer.sends(size).put(path + "/1"));
      isP403(viewer.asks().delete(path + "/1"));
    }
    isP403(Viewer.ADM.asks().get(path));
    isP403(Viewer.SU.asksWith("org:admin").get(path));
    isP400(Viewer.ADM.sends("{}").post(path), "'limit_bytes' is a required property");
    isP401(Viewer.ANON.sends("{}").post(path));
    isP401(Viewer.ANON.sends("{}").put(path + "/1"));
    isP401(Viewer.ANON.asks().delete(path + "/1"));
    isP401(Viewer.ANON.asks().get(path));
    isText(Viewer.FSU.sends(size).post(path), 201, "Created");
    isP404(Viewer.SU.sends(Wharfinger.restricted(), size).post(path));
  }

  @Test
  void takesTheLimitsWithIt() {
    String path = path("users", organization);
    isText(Viewer.SU.sends("{\"limit_bytes\": 5}").post(path), 201, "Created");
    String one = "/" + only(path).get("id");
    Response limited =
        Viewer.FSU
            .sends("{\"type\": \"Reject\", \"threshold_percent\": 90}")
            .post("/organization/" + organization + "/quota" + one + "/limit");
    isText(limited, 201, "Created");
    assertThat(only(path).get("limits").get(0).get("limit_percent").intValue()).isEqualTo(90);
    isDone(Viewer.SU.asks().delete(path + one));
    assertThat(
            Wharfinger.shared()
                .count("SELECT count(*) FROM quota_limit WHERE quota = " + one.substring(1)))
        .isZero();
  }
}
