package dev.wharfinger.registries.registrytoken;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isMessage;
import static dev.wharfinger.api.Answers.isOk;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Wharfinger.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.OwnFolder;
import dev.wharfinger.api.RegistryProcess;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import dev.wharfinger.journey.Waiting;
import dev.wharfinger.registries.registrytoken.Skopeo.Outcome;
import dev.wharfinger.registries.registrytoken.Skopeo.User;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is shown of, and done at, a real registry that the service is attached to. */
class AttachedRegistryApiTest {

  private static final Path FOLDER = OwnFolder.PATH.resolve(fresh("attached"));
  private static final User ADA = User.of("$oauthtoken", Viewer.ADM.token());
  private static final Wharfinger ATTACHED = Wharfinger.restricted();

  private static final AtomicInteger ORDER = new AtomicInteger();

  private static final int ASKERS = 32;

  private static RegistryProcess registry;
  private static Skopeo skopeo;
  private static Set<Integer> readsWhileSilent;
  private static Set<Integer> deletionsWhileSilent;
  private static final List<Integer> keptWhileSilent = new ArrayList<>();

  /** How many of the others were answered before it. */
  private static final List<Integer> answeredBefore = new ArrayList<>();

  private final String yard = Scene.organizationOf(Viewer.ADM);
  private final String goods = Scene.repository(yard, "goods", false);

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    readsWhileSilent = whileSilent(digest -> manifestOf(digest));
    deletionsWhileSilent =
        whileSilent(
            _ -> goods -> Viewer.ADM.asks(ATTACHED).delete(goods + "/tag/reported").statusCode());
    registry =
        RegistryProcess.start(
            "attached",
            "127.0.0.1",
            RegistryProcess.ATTACHED_PORT,
            (folder, port) -> RealRegistryApiTest.asDocumented(Wharfinger.shared(), folder, port));
    skopeo = new Skopeo(FOLDER, registry);
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  /** What more requests are answered than can wait for a registry that says nothing. */
  private static Set<Integer> whileSilent(Function<String, RequestOf> ask)
      throws IOException, InterruptedException {
    String yard = Scene.organizationOf(Viewer.ADM);
    String goods = Scene.repository(yard, "goods", false);
    RequestOf request = ask.apply(reported(yard, "reported", 1));
    String kept = reported(yard, "kept", 2);
    keep(yard, kept);
    Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    try (ServerSocket _ =
        new ServerSocket(RegistryProcess.ATTACHED_PORT, 64, InetAddress.getByName("127.0.0.1"))) {
      List<Thread> clients =
          IntStream.range(0, ASKERS)
              .mapToObj(_ -> Thread.ofVirtual().start(() -> statuses.add(request.status(goods))))
              .toList();
      Waiting.until("all have come, since one is through", () -> !statuses.isEmpty());
      keptWhileSilent.add(manifestOf(kept).status(goods));
      answeredBefore.add(statuses.size());
      for (Thread client : clients) {
        client.join();
      }
    }
    return new HashSet<>(statuses);
  }

  private static RequestOf manifestOf(String digest) {
    return goods -> Viewer.ADM.asks(ATTACHED).get(goods + "/manifest/" + digest).statusCode();
  }

  /** As if the registry had been asked for it before. */
  private static void keep(String yard, String digest) {
    Wharfinger.shared()
        .sql(
            """
            INSERT INTO activity.manifest_document (repository, digest, media_type, body)
            SELECT r.id, ?, 'application/vnd.oci.image.manifest.v1+json', '{"layers": []}'
            FROM repository r JOIN namespace n ON n.id = r.namespace WHERE n.name = ?
            """,
            digest,
            yard);
  }

  private interface RequestOf {
    int status(String repository);
  }

  /** The digest of an image that a registry reported and nobody has. */
  private static String reported(String yard, String tag, int number) {
    String digest = "sha256:%064x".formatted(number);
    String event =
        """
        {"events": [{"id": "%s", "timestamp": "%s", "action": "push", "target": {
          "repository": "%s/goods", "tag": "%s", "digest": "%s",
          "mediaType": "application/vnd.oci.image.manifest.v1+json"}}]}
        """
            .formatted(fresh("event"), Instant.now(), yard, tag, digest);
    assertThat(
            Wharfinger.shared()
                .request(Wharfinger.REGISTRY_SECRET)
                .contentType(ContentType.JSON)
                .body(event)
                .post("/registry/events")
                .statusCode())
        .isEqualTo(204);
    Waiting.until(
        "it is projected", () -> tag("/repository/" + yard + "/goods", tag).has("manifest_digest"));
    return digest;
  }

  @Test
  void refusesMoreThanItCanHold() {
    assertThat(deletionsWhileSilent).containsExactlyInAnyOrder(503, 520);
  }

  /** Four at a time, two seconds each, and after ten nobody waits any more. */
  @Test
  void letsWhatIsTooMuchAtATimeWait() {
    assertThat(readsWhileSilent).containsExactlyInAnyOrder(503, 520);
  }

  @Test
  void showsWhatIsKeptWhileTheRegistrySaysNothing() {
    assertThat(keptWhileSilent).containsExactly(200, 200);
    assertThat(answeredBefore.getFirst()).as("it did not wait for them").isLessThan(ASKERS / 2);
  }

  @Test
  void showsAnImageAsItIsAtTheRegistry() throws IOException {
    Image image = image(1, 2);
    works(skopeo.push(ADA, image, yard + "/goods:v1"));
    JsonNode tag = awaitTag("v1", image.digest());
    JsonNode manifest = manifest(image.digest());
    assertThat(manifest.get("digest").textValue()).isEqualTo(image.digest());
    assertThat(manifest.get("is_manifest_list").booleanValue()).isFalse();
    assertThat(manifest.get("manifest_data").textValue())
        .isEqualTo(
            Files.readString(
                image.folder().resolve("blobs").resolve(image.digest().replace(':', '/'))));
    assertThat(manifest.get("config_media_type").textValue())
        .isEqualTo("application/vnd.oci.image.config.v1+json");
    JsonNode layers = manifest.get("layers");
    assertThat(layers).hasSize(2);
    long sum = 0;
    for (JsonNode layer : layers) {
      assertThat(layer.get("compressed_size").longValue())
          .isEqualTo(image.blobs().get(layer.get("blob_digest").textValue()));
      sum += layer.get("compressed_size").longValue();
    }
    assertThat(manifest.get("layers_compressed_size").longValue()).isEqualTo(sum);
    assertThat(tag.get("size").longValue()).isEqualTo(sum);
    assertThat(manifest(image.digest())).as("it is kept").isEqualTo(manifest);
    works(skopeo.pull(ADA, yard + "/goods:v1", FOLDER.resolve(fresh("pulled"))));
    Waiting.until("the pull is logged", () -> kinds().contains("pull_repo ada"));
    assertThat(kinds()).doesNotContain("pull_repo ");
    Waiting.until(
        "they are counted, and those of the service itself are not",
        () -> {
          long logged = kinds().stream().filter("pull_repo ada"::equals).count();
          JsonNode pulls = json(Viewer.ADM.asks().get(goods + "/tag/v1/pull_statistics"), 200);
          return pulls.get("tag_pull_count").longValue() > 0
              && pulls.get("manifest_pull_count").longValue() == logged;
        });
  }

  @Test
  void showsAnIndexAndTheManifestsInIt() {
    Image image = image(3);
    works(skopeo.push(ADA, image, yard + "/goods:amd64"));
    new OddClient(Client.of(Viewer.ADM), registry, yard + "/goods").index("all", image.digest());
    Waiting.until("the index is reported", () -> tag(goods, "all").has("manifest_digest"));
    JsonNode tag = tag(goods, "all");
    assertThat(tag.get("is_manifest_list").booleanValue()).isTrue();
    assertThat(tag.get("child_manifests_presence").get(image.digest()).booleanValue()).isTrue();
    JsonNode index = manifest(tag.get("manifest_digest").textValue());
    assertThat(index.get("is_manifest_list").booleanValue()).isTrue();
    assertThat(index.get("manifest_data").textValue()).contains(image.digest());
    assertThat(index.get("config_media_type").isNull()).isTrue();
    assertThat(index.get("layers_compressed_size").longValue()).isZero();
    assertThat(index.get("layers").isNull()).isTrue();
  }

  @Test
  void showsTheLabelsThatAnImageCarriesAndTakesOthers() {
    byte[] config =
        "{\"config\": {\"Labels\": {\"tier\": \"back\", \"who\": \"config\"}}}"
            .getBytes(StandardCharsets.UTF_8);
    OddClient client = new OddClient(Client.of(Viewer.ADM), registry, yard + "/goods");
    client.manifest(
        "labeled",
        client.blob(config),
        config.length,
        "",
        ", \"annotations\": {\"who\": \"{\\\"by\\\": 1}\"}");
    Waiting.until("it is reported", () -> tag(goods, "labeled").has("manifest_digest"));
    String labels =
        goods + "/manifest/" + tag(goods, "labeled").get("manifest_digest").textValue() + "/labels";
    JsonNode carried = json(Viewer.ADM.asks(ATTACHED).get(labels), 200).get("labels");
    assertThat(carried.findValuesAsText("key")).containsExactly("tier", "who");
    assertThat(carried.findValuesAsText("value")).containsExactly("back", "{\"by\": 1}");
    assertThat(carried.findValuesAsText("media_type"))
        .containsExactly("text/plain", "application/json");
    assertThat(carried.findValuesAsText("source_type")).containsExactly("manifest", "manifest");
    String tier = labels + "/" + carried.at("/0/id").textValue();
    assertThat(json(Viewer.ADM.asks(ATTACHED).get(tier), 200)).isEqualTo(carried.get(0));
    isMessage(Viewer.ADM.asks(ATTACHED).delete(tier), 400, "Cannot delete immutable label");
    String own = "{\"key\": \"tier\", \"value\": \"front\", \"media_type\": null}";
    JsonNode added = json(Viewer.ADM.sends(ATTACHED, own).post(labels), 201).get("label");
    JsonNode all = json(Viewer.ADM.asks(ATTACHED).get(labels), 200).get("labels");
    assertThat(all).containsExactly(carried.get(0), carried.get(1), added);
  }

  @Test
  void showsNoManifestThatIsNotThere() {
    String digest = reported(yard, "reported", 2);
    isP404(Viewer.ADM.asks(ATTACHED).get(goods + "/manifest/" + digest));
    isP404(Viewer.ADM.asks().get(goods + "/manifest/" + digest));
    Image image = image(4);
    works(skopeo.push(ADA, image, yard + "/goods:v1"));
    var _ = awaitTag("v1", image.digest());
    assertThat(manifest(image.digest()).get("layers")).hasSize(1);
    works(skopeo.delete(ADA, yard + "/goods:v1"));
    Waiting.until("it is gone", () -> tag(goods, "v1").has("end_ts"));
    isP404(Viewer.ADM.asks(ATTACHED).get(goods + "/manifest/" + image.digest()));
    assertThat(
            Wharfinger.shared()
                .count(
                    "SELECT count(*) FROM activity.manifest_document WHERE digest = ?",
                    image.digest()))
        .isZero();
  }

  @Test
  void deletesATagAndRestoresItWithoutTheRegistrysHelp() {
    Image image = image(5);
    works(skopeo.push(ADA, image, yard + "/goods:v1"));
    works(skopeo.push(ADA, image, yard + "/goods:v2"));
    var _ = awaitTag("v2", image.digest());

    String key = fresh("key");
    for (int i = 0; i < 2; i++) {
      isDone(Viewer.ADM.asks(ATTACHED).header("Idempotency-Key", key).delete(goods + "/tag/v1"));
    }
    assertThat(history("v1")).containsExactly("ended");
    assertThat(history("v2")).containsExactly("alive");
    fails(skopeo.pull(ADA, yard + "/goods:v1", FOLDER.resolve(fresh("none"))));
    works(skopeo.pull(ADA, yard + "/goods:v2", FOLDER.resolve(fresh("pulled"))));
    isP404(Viewer.ADM.asks(ATTACHED).delete(goods + "/tag/v1"));
    awaitReports();
    assertThat(history("v1")).containsExactly("ended");
    assertThat(tags("")).hasSize(3);

    isEmptyObject(restore("v1", image.digest()));
    isEmptyObject(restore("v3", image.digest()));
    assertThat(history("v1")).containsExactly("alive reversion", "ended");
    works(skopeo.pull(ADA, yard + "/goods:v1", FOLDER.resolve(fresh("pulled"))));
    awaitReports();
    assertThat(history("v1")).containsExactly("alive reversion", "ended");
    assertThat(history("v2")).containsExactly("alive");
    assertThat(history("v3")).containsExactly("alive reversion");
    assertThat(
            json(Viewer.ADM.asks(ATTACHED).get(goods + "/tag/?specificTag=v3"), 200)
                .at("/tags/0/size"))
        .isEqualTo(tag(goods, "v2").get("size"));
    List<String> logged = logged();
    assertThat(logged).containsOnlyOnce("delete_tag v1 " + yard);
    assertThat(logged).containsOnlyOnce("revert_tag v1 " + image.digest());
    assertThat(logged).containsOnlyOnce("push_repo v1 " + yard);
    assertThat(logged).noneMatch(entry -> entry.startsWith("push_repo v3"));
  }

  @Test
  void restoresWhatItsHistoryHasForgotten() {
    Image image = image(8);
    works(skopeo.push(ADA, image, yard + "/goods:amd64"));
    new OddClient(Client.of(Viewer.ADM), registry, yard + "/goods").index("all", image.digest());
    Waiting.until("the index is reported", () -> tag(goods, "all").has("manifest_digest"));
    String index = tag(goods, "all").get("manifest_digest").textValue();
    JsonNode before = tag(goods, "amd64");
    var _ = manifest(index);
    var _ = manifest(image.digest());
    isDone(Viewer.ADM.asks(ATTACHED).delete(goods + "/tag/all"));
    isDone(Viewer.ADM.asks(ATTACHED).delete(goods + "/tag/amd64"));
    awaitReports();
    passes("40 days");
    Waiting.until("its history is over", () -> rows("tag_row") == 0);
    assertThat(rows("manifest_document")).isZero();
    assertThat(rows("manifest_child")).isZero();

    isEmptyObject(restore("all", index));
    isEmptyObject(restore("amd64", image.digest()));
    assertThat(tag(goods, "all").get("is_manifest_list").booleanValue()).isTrue();
    assertThat(tag(goods, "amd64").get("size")).isEqualTo(before.get("size"));
    Waiting.until(
        "the index is reported again",
        () ->
            tag(goods, "all").get("child_manifests_presence").path(image.digest()).booleanValue());
    assertThat(manifest(index).get("is_manifest_list").booleanValue()).isTrue();
  }

  /** Lets time pass for the history of the repository. */
  private void passes(String time) {
    Wharfinger.shared()
        .sql(
            """
            UPDATE activity.tag_row t SET at = at - ?::interval, ends = coalesce(ends, now()) - ?::interval
            FROM repository r JOIN namespace n ON n.id = r.namespace WHERE t.repository = r.id AND n.name = ?
            """,
            time,
            time,
            yard);
  }

  private long rows(String table) {
    return Wharfinger.shared()
        .count(
            "SELECT count(*) FROM activity."
                + table
                + " t JOIN repository r ON r.id = t.repository"
                + " JOIN namespace n ON n.id = r.namespace WHERE n.name = ?",
            yard);
  }

  @Test
  void deletesAndRestoresOnlyWhatIsThere() {
    Image image = image(6);
    works(skopeo.push(ADA, image, yard + "/goods:v1"));
    var _ = awaitTag("v1", image.digest());
    isP404(Viewer.ADM.asks(ATTACHED).delete(goods + "/tag/none"));
    isP404(restore("v1", "sha256:abcdef"));
    isP404(restore("v1", reported(yard, "reported", 7)));
    isP400(restore("-x", image.digest()), "Could not restore tag");
    isP400(
        Viewer.ADM.sends(ATTACHED, "{}").post(goods + "/tag/v1/restore"),
        "Missing manifest_digest");
    isMessage(
        Viewer.ADM.asks().delete(goods + "/tag/v1"),
        501,
        "This service is not attached to a registry.");
    assertThat(history("v1")).containsExactly("alive");
    isP404(Viewer.ADM.asks(ATTACHED).delete("/repository/" + yard + "/none/tag/v1"));
    isOk(
        Viewer.ADM
            .sends(Wharfinger.fullAccess(), "{\"state\": \"READ_ONLY\"}")
            .put(goods + "/changestate"));
    isMessage(
        Viewer.ADM.asks(ATTACHED).delete(goods + "/tag/v1"),
        503,
        "Repository is in read only or mirror mode: 1");
  }

  @Test
  void setsATagToAnotherManifest() {
    Image one = image(9);
    Image two = image(10);
    works(skopeo.push(ADA, one, yard + "/goods:one"));
    works(skopeo.push(ADA, two, yard + "/goods:two"));
    var _ = awaitTag("two", two.digest());

    String key = fresh("key");
    for (int i = 0; i < 2; i++) {
      isUpdated(change("new", "{\"manifest_digest\": \"" + one.digest() + "\"}", key));
    }
    isUpdated(change("new", "{\"manifest_digest\": \"" + two.digest() + "\"}", fresh("key")));
    assertThat(history("new")).containsExactly("alive", "ended");
    assertThat(tag(goods, "new").get("manifest_digest").textValue()).isEqualTo(two.digest());
    assertThat(tag(goods, "new").get("size")).isEqualTo(tag(goods, "two").get("size"));
    works(skopeo.pull(ADA, yard + "/goods:new", FOLDER.resolve(fresh("pulled"))));
    awaitReports();
    assertThat(history("new")).containsExactly("alive", "ended");
    List<String> changed = new ArrayList<>();
    Scene.logs(yard)
        .forEach(entry -> {
          JsonNode metadata = entry.get("metadata");
          if (metadata.path("tag").asText().equals("new")
              && !entry.get("kind").textValue().equals("pull_repo")) {
            changed.add(
                entry.get("kind").textValue()
                    + " "
                    + metadata.get("manifest_digest").textValue()
                    + " "
                    + metadata.get("original_manifest_digest").asText());
          }
        });
    assertThat(changed)
        .containsExactlyInAnyOrder(
            "create_tag " + one.digest() + " null",
            "move_tag " + two.digest() + " " + one.digest());

    isDone(Viewer.ADM.asks(ATTACHED).delete(goods + "/tag/one"));
    isP404(
        Viewer.ADM
            .sends(ATTACHED, "{\"manifest_digest\": \"" + one.digest() + "\"}")
            .put(goods + "/tag/again"));
    isP404(
        Viewer.ADM
            .sends(ATTACHED, "{\"manifest_digest\": \"" + reported(yard, "reported", 11) + "\"}")
            .put(goods + "/tag/again"));
  }

  @Test
  void deletesATagThatExpired() {
    Image image = image(12);
    works(skopeo.push(ADA, image, yard + "/goods:short"));
    works(skopeo.push(ADA, image, yard + "/goods:long"));
    var _ = awaitTag("long", image.digest());
    String tomorrow = Long.toString(Instant.now().getEpochSecond() + 86_400);
    for (String tag : List.of("short", "long")) {
      isUpdated(change(tag, "{\"expiration\": " + tomorrow + "}", fresh("key")));
    }
    assertThat(history("short")).containsExactly("ended");
    assertThat(tags("?onlyActiveTags=true&specificTag=short")).hasSize(1);
    works(skopeo.pull(ADA, yard + "/goods:short", FOLDER.resolve(fresh("pulled"))));

    Wharfinger.shared()
        .sql(
            """
            UPDATE tag_expiration x SET expires = now()
            FROM repository r JOIN namespace n ON n.id = r.namespace
            WHERE x.repository = r.id AND n.name = ? AND x.tag = 'short'
            """,
            yard);
    assertThat(tags("?onlyActiveTags=true&specificTag=short")).isEmpty();
    isP404(Viewer.ADM.asks(ATTACHED).delete(goods + "/tag/short"));
    Waiting.until("it is deleted at the registry", () -> expirations() == 1);
    fails(skopeo.pull(ADA, yard + "/goods:short", FOLDER.resolve(fresh("none"))));
    works(skopeo.pull(ADA, yard + "/goods:long", FOLDER.resolve(fresh("pulled"))));
    awaitReports();
    assertThat(history("short")).containsExactly("ended");
    assertThat(tags("?onlyActiveTags=true&specificTag=long")).hasSize(1);
    assertThat(logged()).noneMatch(entry -> entry.startsWith("delete_tag"));
    isEmptyObject(restore("short", image.digest()));
    assertThat(history("short")).containsExactly("alive reversion", "ended");
  }

  @Test
  void removesTagsForGood() {
    Image image = image(16);
    Image other = image(17);
    works(skopeo.push(ADA, image, yard + "/goods:v1"));
    works(skopeo.push(ADA, image, yard + "/goods:v2"));
    works(skopeo.push(ADA, other, yard + "/goods:other"));
    var _ = awaitTag("other", other.digest());
    isP404(remove("none", "{\"is_alive\": true}"));
    isP404(remove("v1", "{\"manifest_digest\": \"" + image.digest() + "\"}"));
    isP400(remove("v1", "{}"), "manifest_digest required when is_alive set to false");

    isDone(Viewer.ADM.asks(ATTACHED).delete(goods + "/tag/v1"));
    String ended = "{\"manifest_digest\": \"" + image.digest() + "\", \"is_alive\": false}";
    isRemoved(remove("v1", ended));
    assertThat(history("v1")).isEmpty();
    isP404(remove("v1", ended));
    works(skopeo.pull(ADA, yard + "/goods:v2", FOLDER.resolve(fresh("pulled"))));
    isEmptyObject(restore("v3", image.digest()));

    isRemoved(remove("v2", "{\"is_alive\": true}"));
    fails(skopeo.pull(ADA, yard + "/goods:v2", FOLDER.resolve(fresh("none"))));
    works(skopeo.pull(ADA, yard + "/goods:v3", FOLDER.resolve(fresh("pulled"))));
    isRemoved(remove("v3", "{\"is_alive\": true}"));
    awaitReports();
    assertThat(history("v2")).isEmpty();
    assertThat(history("v3")).isEmpty();
    isP404(restore("v3", image.digest()));
    works(skopeo.pull(ADA, yard + "/goods:other", FOLDER.resolve(fresh("pulled"))));
    assertThat(history("other")).containsExactly("alive");
    assertThat(logged())
        .contains("permanently_delete_tag v1 " + yard, "permanently_delete_tag v2 " + yard)
        .noneMatch(entry -> entry.startsWith("delete_tag v2"));
  }

  @Test
  void removesTheManifestsOfAnIndexThatNothingElseHas() {
    Image alone = image(18);
    Image shared = image(19);
    works(skopeo.push(ADA, alone, yard + "/goods:alone"));
    works(skopeo.push(ADA, shared, yard + "/goods:shared"));
    OddClient client = new OddClient(Client.of(Viewer.ADM), registry, yard + "/goods");
    client.index("all", alone.digest(), shared.digest());
    Waiting.until("the index is reported", () -> tag(goods, "all").has("manifest_digest"));
    isRemoved(remove("alone", "{\"is_alive\": true}"));
    var _ = manifest(alone.digest());

    isRemoved(remove("all", "{\"is_alive\": true, \"include_submanifests\": true}"));
    awaitReports();
    isP404(Viewer.ADM.asks(ATTACHED).get(goods + "/manifest/" + alone.digest()));
    isP404(restore("alone", alone.digest()));
    works(skopeo.pull(ADA, yard + "/goods:shared", FOLDER.resolve(fresh("pulled"))));
    assertThat(history("shared")).containsExactly("alive");
    assertThat(history("all")).isEmpty();
    assertThat(history("alone")).isEmpty();
  }

  private Response remove(String tag, String body) {
    return Viewer.ADM.sends(ATTACHED, body).post(goods + "/tag/" + tag + "/expire");
  }

  private static void isRemoved(Response answer) {
    assertThat(json(answer, 200).textValue()).isEmpty();
  }

  @Test
  void prunesTagsAtTheRegistry() {
    List<Image> images = List.of(image(13), image(14), image(15));
    for (int i = 0; i < images.size(); i++) {
      works(skopeo.push(ADA, images.get(i), yard + "/goods:v" + i));
      var _ = awaitTag("v" + i, images.get(i).digest());
    }
    String policy = "{\"method\": \"number_of_tags\", \"value\": 1, \"tagPattern\": \"^v[0-9]$\"}";
    var _ = json(Viewer.ADM.sends(policy).post(goods + "/autoprunepolicy/"), 201);
    for (String pruned : List.of("v0", "v1")) {
      Waiting.until(
          pruned + " is pruned",
          () -> logged().contains("autoprune_tag_delete " + pruned + " " + yard));
    }
    Waiting.until("they are deleted at the registry", () -> expirations() == 0);
    for (String pruned : List.of("v0", "v1")) {
      fails(skopeo.pull(ADA, yard + "/goods:" + pruned, FOLDER.resolve(fresh("none"))));
      assertThat(history(pruned)).containsExactly("ended");
    }
    works(skopeo.pull(ADA, yard + "/goods:v2", FOLDER.resolve(fresh("pulled"))));
    awaitReports();
    assertThat(history("v2")).containsExactly("alive");
    assertThat(logged())
        .containsOnlyOnce("autoprune_tag_delete v0 " + yard)
        .containsOnlyOnce("autoprune_tag_delete v1 " + yard)
        .noneMatch(entry -> entry.startsWith("delete_tag"));
  }

  /** How many tags of the organization expire, or did and are not deleted at the registry yet. */
  private long expirations() {
    return Wharfinger.shared()
        .count(
            """
            SELECT count(*) FROM tag_expiration x
            JOIN repository r ON r.id = x.repository JOIN namespace n ON n.id = r.namespace
            WHERE n.name = ?
            """,
            yard);
  }

  @Test
  void putsImmutableTagsBack() {
    Image image = image(21);
    works(skopeo.push(ADA, image, yard + "/goods:v1"));
    var _ = awaitTag("v1", image.digest());
    isUpdated(change("v1", "{\"immutable\": true}", fresh("key")));
    Image other = image(22);
    works(skopeo.push(ADA, other, yard + "/goods:v1"));
    Waiting.until("it is put back", () -> logged().contains("immutable_tag_put_back v1 " + yard));
    Waiting.until(
        "the list shows it",
        () -> tag(goods, "v1").path("manifest_digest").asText().equals(image.digest()));
    assertThat(tag(goods, "v1").get("immutable").booleanValue()).isTrue();
    Path pulled = FOLDER.resolve(fresh("pulled"));
    works(skopeo.pull(ADA, yard + "/goods:v1", pulled));
    awaitReports();
    assertThat(logged())
        .containsOnlyOnce("immutable_tag_overwritten v1 " + yard)
        .containsOnlyOnce("immutable_tag_put_back v1 " + yard);
    assertThat(tag(goods, "v1").get("manifest_digest").textValue()).isEqualTo(image.digest());
    works(skopeo.push(ADA, other, yard + "/goods:v2"));
    var _ = awaitTag("v2", other.digest());
    assertThat(tag(goods, "v2").get("immutable").booleanValue()).isFalse();
  }

  @Test
  void makesTagsImmutableThatRequestsSet() {
    Image image = image(23);
    works(skopeo.push(ADA, image, yard + "/goods:latest"));
    var _ = awaitTag("latest", image.digest());
    var _ =
        json(
            Viewer.ADM.sends("{\"tagPattern\": \"r[0-9]\"}").post(goods + "/immutabilitypolicy/"),
            201);
    String set = "{\"manifest_digest\": \"%s\"}".formatted(image.digest());
    isUpdated(change("r1", set, fresh("key")));
    assertThat(tag(goods, "r1").get("immutable").booleanValue()).as("at once").isTrue();
    assertThat(change("r1", set, fresh("key")).statusCode()).isEqualTo(409);
    isUpdated(change("latest", set, fresh("key")));
    assertThat(tag(goods, "latest").get("immutable").booleanValue()).isFalse();
    assertThat(logged()).containsOnlyOnce("tag_made_immutable_by_policy r1 " + yard);
  }

  @Test
  void makesTagsImmutableByTheLabelOfTheirImage() {
    OddClient client = new OddClient(Client.of(Viewer.ADM), registry, yard + "/goods");
    byte[] config =
        "{\"config\": {\"Labels\": {\"quay.immutable\": \" TRUE \", \"quay.expires-after\": \"2w\"}}}"
            .getBytes(StandardCharsets.UTF_8);
    client.manifest("lasting", client.blob(config), config.length, "", "");
    Waiting.until("it is reported", () -> tag(goods, "lasting").has("immutable"));
    Waiting.until("its label is read", () -> tag(goods, "lasting").get("immutable").booleanValue());
    Waiting.until("nothing is unread", () -> unread() == 0);
    assertThat(tag(goods, "lasting").has("end_ts")).as("it does not expire").isFalse();
  }

  /** Pushes an image of this lifetime to a tag; its digest. */
  private String labeled(OddClient client, String tag, String after) {
    byte[] config =
        "{\"config\": {\"Labels\": {\"quay.expires-after\": \"%s\", \"tag\": \"%s\"}}}"
            .formatted(after, tag)
            .getBytes(StandardCharsets.UTF_8);
    client.manifest(tag, client.blob(config), config.length, "", "");
    Waiting.until(tag + " is reported", () -> tag(goods, tag).has("manifest_digest"));
    return tag(goods, tag).get("manifest_digest").textValue();
  }

  private long lifeOf(String tag) {
    JsonNode row = tags("?onlyActiveTags=true&specificTag=" + tag).get(0);
    return row.has("end_ts") ? row.get("end_ts").longValue() - row.get("start_ts").longValue() : 0;
  }

  @Test
  void expiresTagsByTheLabelOfTheirImage() {
    OddClient client = new OddClient(Client.of(Viewer.ADM), registry, yard + "/goods");
    String week = labeled(client, "week", "1w");
    String again = labeled(client, "again", "7d");
    String day = labeled(client, "day", "1d");
    String never = labeled(client, "never", "soon");
    client.index("both", week, again);
    client.index("mixed", week, day);
    client.index("some", week, never);
    Waiting.until("their labels are read", () -> unread() == 0);
    assertThat(lifeOf("week")).isEqualTo(7 * 86_400);
    assertThat(lifeOf("again")).isEqualTo(7 * 86_400);
    assertThat(lifeOf("day")).isEqualTo(86_400);
    assertThat(lifeOf("never")).isZero();
    assertThat(lifeOf("both")).as("no common value, but a common time").isZero();
    assertThat(lifeOf("mixed")).isZero();
    assertThat(lifeOf("some")).isZero();
    client.index("same", week);
    isUpdated(change("moved", "{\"manifest_digest\": \"" + day + "\"}", fresh("key")));
    isUpdated(change("day", "{\"expiration\": null}", fresh("key")));
    Waiting.until("their labels are read", () -> unread() == 0);
    assertThat(lifeOf("same")).isEqualTo(7 * 86_400);
    assertThat(lifeOf("moved")).as("a new row begins anew").isEqualTo(86_400);
    assertThat(lifeOf("day")).as("what somebody told it stands").isZero();
    assertThat(logged()).noneMatch(entry -> entry.startsWith("change_tag_expiration week"));
    byte[] brief =
        "{\"config\": {\"Labels\": {\"quay.expires-after\": \"1s\"}}}"
            .getBytes(StandardCharsets.UTF_8);
    client.manifest("gone", client.blob(brief), brief.length, "", "");
    Waiting.until(
        "it is deleted at the registry",
        () -> !skopeo.pull(ADA, yard + "/goods:gone", FOLDER.resolve(fresh("none"))).worked());
    assertThat(tags("?onlyActiveTags=true&specificTag=gone")).isEmpty();
  }

  private long unread() {
    return Wharfinger.shared()
        .count(
            """
            SELECT count(*) FROM activity.tag_row t
            JOIN repository r ON r.id = t.repository JOIN namespace n ON n.id = r.namespace
            WHERE n.name = ? AND t.digest IS NOT NULL AND t.ends IS NULL AND NOT t.labels_read
            """,
            yard);
  }

  private Response change(String tag, String body, String key) {
    return Viewer.ADM
        .sends(ATTACHED, body)
        .header("Idempotency-Key", key)
        .put(goods + "/tag/" + tag);
  }

  private static void isUpdated(Response answer) {
    assertThat(json(answer, 201).textValue()).isEqualTo("Updated");
  }

  private Response restore(String tag, String digest) {
    return Viewer.ADM
        .sends(ATTACHED, "{\"manifest_digest\": \"" + digest + "\"}")
        .post(goods + "/tag/" + tag + "/restore");
  }

  private static void isEmptyObject(Response answer) {
    assertThat(json(answer, 200)).isEqualTo(json("{}"));
  }

  /** Waits until whatever the registry has to report is projected: it reports in order. */
  private void awaitReports() {
    Image last = image(1_000 + ORDER.incrementAndGet());
    works(skopeo.push(ADA, last, yard + "/goods:last"));
    var _ = awaitTag("last", last.digest());
  }

  /** Of each row of a tag, newest first, whether it lives and whether it was restored. */
  private List<String> history(String name) {
    List<String> history = new ArrayList<>();
    tags("?specificTag=" + name)
        .forEach(tag ->
            history.add(
                (tag.has("end_ts") ? "ended" : "alive")
                    + (tag.get("reversion").booleanValue() ? " reversion" : "")));
    return history;
  }

  private JsonNode tags(String query) {
    return json(Viewer.ADM.asks().get(goods + "/tag/" + query), 200).get("tags");
  }

  /** Of each entry of the usage log its kind, its tag, and its digest or its namespace. */
  private List<String> logged() {
    List<String> logged = new ArrayList<>();
    Scene.logs(yard)
        .forEach(entry -> {
          JsonNode metadata = entry.get("metadata");
          logged.add(
              entry.get("kind").textValue()
                  + " "
                  + metadata.path("tag").asText()
                  + " "
                  + metadata.path("namespace").asText(metadata.path("manifest_digest").asText()));
        });
    return logged;
  }

  private JsonNode manifest(String digest) {
    return json(Viewer.ADM.asks(ATTACHED).get(goods + "/manifest/" + digest), 200);
  }

  /** The newest row of a tag; an empty object if there is none. */
  private static JsonNode tag(String repository, String name) {
    JsonNode tags =
        json(Viewer.ADM.asks().get(repository + "/tag/?specificTag=" + name), 200).get("tags");
    return tags.isEmpty() ? json("{}") : tags.get(0);
  }

  private JsonNode awaitTag(String name, String digest) {
    Waiting.until(
        name + " is " + digest,
        () -> tag(goods, name).path("manifest_digest").asText().equals(digest));
    return tag(goods, name);
  }

  /** Of each entry of the usage log its kind and its performer. */
  private List<String> kinds() {
    List<String> kinds = new ArrayList<>();
    Scene.logs(yard)
        .forEach(entry ->
            kinds.add(
                entry.get("kind").textValue() + " " + entry.at("/performer/name").asText("")));
    return kinds;
  }

  /** An image that no other test has a layer of. */
  private Image image(int... layers) {
    long[] seeds = new long[layers.length];
    for (int i = 0; i < layers.length; i++) {
      seeds[i] = Math.abs((yard + registry.port() + "/" + layers[i]).hashCode()) * 100L + layers[i];
    }
    return Image.of(FOLDER.resolve(fresh("image")), seeds);
  }

  private static void fails(Outcome outcome) {
    assertThat(outcome.worked()).as(outcome.said()).isFalse();
  }

  private static void works(Outcome outcome) {
    assertThat(outcome.worked()).as(outcome.said()).isTrue();
  }
}
