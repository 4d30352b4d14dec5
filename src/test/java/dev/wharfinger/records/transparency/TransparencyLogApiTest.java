package dev.wharfinger.records.transparency;

import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.isParameterMessage;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import dev.wharfinger.local.Processes;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log that everybody may read, getHistoryProof and getHistoryConsistency. */
class TransparencyLogApiTest {

  private static final String HISTORY = "/api/wharfinger/v1/history/";

  @Test
  void servesTilesOfWhichTheRootIsSigned() {
    var _ = prove(seqOfANewRecord());
    Checkpoint checkpoint = open(log("checkpoint").asString());
    RightEdge anew = RightEdge.empty();
    for (long number = 0; number << Tile.HEIGHT < checkpoint.size(); number++) {
      Tile tile = new Tile(0, number);
      int width = tile.width(checkpoint.size());
      byte[] hashes = bytes("tile/" + tile.path(width), width * 32);
      byte[] entries = bytes("tile/entries" + tile.path(width).substring(1), width * 34);
      for (int place = 0; place < width; place++) {
        byte[] entry = Arrays.copyOfRange(entries, place * 34, place * 34 + 34);
        assertThat(entry[0] * 256 + entry[1]).isEqualTo(32);
        byte[] leaf = MerkleHash.leaf(Arrays.copyOfRange(entry, 2, 34));
        assertThat(Tile.at(hashes, place)).isEqualTo(leaf);
        anew.add(leaf);
      }
    }
    assertThat(checkpoint.isOf(anew.root())).isTrue();
  }

  @Test
  void provesEveryRecord() {
    long last = seqOfANewRecord();
    for (long seq : new long[] {1, 2, last / 2, last}) {
      JsonNode proof = prove(seq);
      Checkpoint checkpoint = open(proof.get("checkpoint").textValue());
      assertThat(proof.get("tree_size").longValue()).isEqualTo(checkpoint.size());
      assertThat(proof.get("leaf_index").longValue()).isEqualTo(seq - 1);
      byte[] leaf = MerkleHash.leaf(HexFormat.of().parseHex(proof.get("record_hash").textValue()));
      assertThat(proof.get("leaf_hash").textValue())
          .isEqualTo(Base64.getEncoder().encodeToString(leaf));
      assertThat(
              InclusionProof.holds(seq - 1, checkpoint.size(), leaf, path(proof), root(checkpoint)))
          .isTrue();
    }
  }

  @Test
  void provesThatOlderCheckpointsAreItsBeginning() {
    Checkpoint older = open(prove(seqOfANewRecord()).get("checkpoint").textValue());
    Checkpoint newer = open(prove(seqOfANewRecord()).get("checkpoint").textValue());
    assertThat(newer.size()).isGreaterThan(older.size());
    JsonNode proof = json(get("consistency?size=" + older.size()).asString());
    assertThat(proof.get("from_size").longValue()).isEqualTo(older.size());
    Checkpoint now = open(proof.get("checkpoint").textValue());
    assertThat(
            ConsistencyProof.holds(older.size(), root(older), now.size(), root(now), path(proof)))
        .isTrue();
    assertThat(json(get("consistency?size=0").asString()).get("proof")).isEmpty();
  }

  @Test
  void isKeptByCaches() {
    var _ = prove(1);
    assertThat(log("tile/0/000.p/1").header("Cache-Control"))
        .isEqualTo("public, max-age=31536000, immutable");
    assertThat(log("tile/0/000.p/1").contentType()).isEqualTo("application/octet-stream");
    assertThat(log("checkpoint").header("Cache-Control")).isEqualTo("public, max-age=5");
    assertThat(log("checkpoint").contentType()).isEqualTo("text/plain; charset=utf-8");
    Response head = RestAssured.head(uri("tile/0/000.p/1"));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.asByteArray()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tile/0/999",
        "tile/0/x999/x999/x999/x999/x999/x999/999",
        "tile/7/000",
        "tile/0/000.p/0",
        "tile/0/000.p/300",
        "tile/entries/999",
        "tile/entries/1/000",
        "tile/",
        "tile/0",
        "tile/0/000.p/1/",
        "tile/0/000.p/1;x=y",
        "tile/0/000.p%2F1",
        "checkpoints",
        "key/x",
        ""
      })
  void hasNothingElse(String path) {
    Response answer = RestAssured.given().urlEncodingEnabled(false).get(uri(path));
    assertThat(answer.statusCode()).as(path).isEqualTo(404);
  }

  @Test
  void takesNothing() {
    for (String path : List.of("checkpoint", "key", "tile/0/000.p/1")) {
      assertThat(RestAssured.post(uri(path)).statusCode()).isEqualTo(404);
      assertThat(RestAssured.delete(uri(path)).statusCode()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "01", "x", "1x", "999999999999999999", "9999999999999999999"})
  void provesNothingElse(String seq) {
    isP404(get("proof/" + seq));
  }

  @Test
  void refusesInTheUsualWords() {
    isP401(Viewer.ANON.asks().basePath("").get(HISTORY + "proof/1"));
    isParameterMessage(get("consistency"), "size", GetHistoryConsistency.HELP);
    isParameterMessage(get("consistency?size=x"), "size", GetHistoryConsistency.HELP);
    isParameterMessage(get("consistency?size=-1"), "size", GetHistoryConsistency.HELP);
    isP404(get("consistency?size=999999999999"));
  }

  /** Writes, and waits until the tree has it. */
  private static long seqOfANewRecord() {
    var _ = Scene.organizationOf(Viewer.ADM);
    long seq = Wharfinger.shared().count("SELECT max(seq) FROM wharfinger.history_record");
    assertThat(
            Processes.until(Duration.ofSeconds(30), () -> get("proof/" + seq).statusCode() == 200))
        .as("the tree has record " + seq)
        .isTrue();
    return seq;
  }

  private static JsonNode prove(long seq) {
    return json(get("proof/" + seq).asString());
  }

  private static Response get(String path) {
    return Viewer.OUT.asks().basePath("").get(HISTORY + path);
  }

  private static URI uri(String path) {
    return URI.create(Wharfinger.shared().origin() + "/log/" + path);
  }

  private static Response log(String path) {
    Response answer = RestAssured.get(uri(path));
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer;
  }

  private static byte[] bytes(String path, int length) {
    byte[] bytes = log(path).asByteArray();
    assertThat(bytes).hasSize(length);
    return bytes;
  }

  private static Checkpoint open(String note) {
    List<VerifierKey> keys =
        log("key").asString().lines().map(line -> VerifierKey.parse(line).orElseThrow()).toList();
    assertThat(keys).hasSize(1);
    return SignedNote.open(note, keys).flatMap(Checkpoint::parse).orElseThrow();
  }

  private static byte[] root(Checkpoint checkpoint) {
    return Base64.getDecoder().decode(checkpoint.root());
  }

  private static List<byte[]> path(JsonNode proof) {
    return new ArrayList<>(
        StreamSupport.stream(proof.get("proof").spliterator(), false)
            .map(hash -> Base64.getDecoder().decode(hash.textValue()))
            .toList());
  }
}
