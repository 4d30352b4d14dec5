package dev.wharfinger.accounts.user;

import static dev.wharfinger.api.Answers.isG404;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Answers.keys;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GetUserInformationApiTest {

  @ParameterizedTest
  @CsvSource({
    "ANON, -",
    "MEM, -",
    "UNSCOPED, -",
    "SU, super_user",
    "FSU, super_user",
    "ROSU, global_readonly_super_user"
  })
  void showsOthersWhatIsPublic(Viewer viewer, String extra) {
    Viewer.OUT.arrives();
    JsonNode view = json(viewer.asks().get("/users/olga"), 200);
    assertThat(keys(view)).startsWith("anonymous", "username", "avatar");
    assertThat(view.get("avatar").get("kind").textValue()).isEqualTo("user");
    if (extra.equals("-")) {
      assertThat(view).hasSize(3);
    } else {
      assertThat(view).hasSize(4);
      assertThat(view.get(extra).booleanValue()).isFalse();
    }
  }

  @Test
  void showsOneselfAsTheOwnViewDoes() {
    assertThat(json(Viewer.OUT.asks().get("/users/olga"), 200))
        .isEqualTo(json(Viewer.OUT.asks().get("/user/"), 200));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody-there", "OLGA", "olga%0A", "%C3%B6", "a%2Bb"})
  void findsOnlyUsers(String name) {
    isG404(Viewer.ANON.asks().get("/users/" + name));
    isG404(Viewer.SU.asks().get("/users/" + name));
  }

  @Test
  void findsNoOrganization() {
    isG404(Viewer.ADM.asks().get("/users/" + Scene.organization()));
  }
}
