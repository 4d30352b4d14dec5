package dev.wharfinger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wharfinger.platform.json.JsonFactories;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names of JSON that have the same hash, which a table of names takes for an attack. */
@QuarkusTest
@TestProfile(RequestIntakeProfile.class)
class CollidingNamesTest {

  /** Jackson gives up at chains of 150. */
  private static final int MOST_NAMES = 512;

  @Inject ObjectMapper framework;

  private final ObjectMapper own = JsonFactories.mapper();

  @Test
  void areLikeAnyOthers() throws IOException {
    for (String letter : List.of("a", "b", "c")) {
      for (List<String> pair : List.of(List.of("bb", "cA"), List.of("cc", "dB"))) {
        read(json(names(letter, pair)));
      }
    }
  }

  private void read(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(Json.parse(bytes)).hasValueSatisfying(CollidingNamesTest::isWhole);
    isWhole(own.readTree(text));
    isWhole(own.readTree(bytes));
    isWhole(framework.readTree(text));
    assertThat(new JsonObject(text).size()).as("column of JSON").isEqualTo(MOST_NAMES);
  }

  private static void isWhole(JsonNode json) {
    assertThat(json.size()).isEqualTo(MOST_NAMES);
  }

  private static List<String> names(String letter, List<String> pair) {
    List<String> names = List.of(letter);
    while (names.size() < MOST_NAMES) {
      List<String> longer = new ArrayList<>();
      for (String name : names) {
        pair.forEach(end -> longer.add(name + end));
      }
      names = longer;
    }
    return names;
  }

  private static String json(List<String> names) {
    JsonObject json = new JsonObject();
    names.forEach(name -> json.put(name, 1));
    return json.encode();
  }
}
