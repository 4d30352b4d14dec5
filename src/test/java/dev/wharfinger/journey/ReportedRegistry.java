package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A registry that reports at random, and what must be known of it in the end, by the words of the
 * documentation and not by the product's code.
 */
final class ReportedRegistry {
  static final int NAMESPACES = 4;
  static final int REPOSITORIES = 10;

  private static final int MANIFESTS = 300;
  private static final int BLOBS = 3_000;
  private static final int BLOBS_OF_ONE = 4;
  private static final int TAGS = 50;
  private static final Instant START = Instant.now().minusSeconds(40_000);

  /** The last word on something, by time and then by id. */
  private record Word(long at, String event, String says) {
    boolean isAfter(Word other) {
      return at != other.at ? at > other.at : event.compareTo(other.event) > 0;
    }
  }

  private record Report(int repository, String json) {}

  private final Map<String, Word> manifests = new HashMap<>();
  private final Map<String, Word> tags = new HashMap<>();
  private final Map<Integer, Word> ends = new HashMap<>();
  private final Map<String, Long> logs = new TreeMap<>();
  private final Set<String> told = new HashSet<>();
  private final List<Report> reports = new ArrayList<>();

  ReportedRegistry(long seed, int records) {
    Random random = new Random(seed);
    for (int i = 0; i < records; i++) {
      add("e" + i, random);
      if (random.nextInt(10) == 0) {
        reports.add(reports.get(random.nextInt(reports.size())));
      }
    }
    Collections.shuffle(reports, random);
  }

  int sent() {
    return reports.size();
  }

  private void add(String id, Random random) {
    int repository = random.nextInt(NAMESPACES * REPOSITORIES);
    String manifest = digest("m" + repository + "-" + random.nextInt(MANIFESTS));
    String tag = "t" + random.nextInt(TAGS);
    long at = random.nextInt(30_000_000);
    int dice = random.nextInt(1_000);
    if (dice < 500) {
      manifests.merge(key(repository, manifest), new Word(at, id, "live"), ReportedRegistry::last);
      tags.merge(key(repository, tag), new Word(at, id, manifest), ReportedRegistry::last);
      log(repository, "push_repo");
      String references =
          String.join(
              ",",
              blobsOf(manifest).stream()
                  .map(blob ->
                      "{\"digest\":\"%s\",\"size\":%d}".formatted(digest(blob), claimed(blob)))
                  .toList());
      send(
          repository,
          id,
          at,
          "push",
          manifestTarget(manifest, tag) + ",\"references\":[" + references + "]");
    } else if (dice < 700) {
      log(repository, "pull_repo");
      send(repository, id, at, "pull", manifestTarget(manifest, tag));
    } else if (dice < 850) {
      manifests.merge(key(repository, manifest), new Word(at, id, "dead"), ReportedRegistry::last);
      log(repository, "delete_tag");
      send(repository, id, at, "delete", "\"digest\":\"" + manifest + "\"");
    } else if (dice < 920) {
      tags.merge(key(repository, tag), new Word(at, id, ""), ReportedRegistry::last);
      log(repository, "delete_tag");
      send(repository, id, at, "delete", "\"tag\":\"" + tag + "\"");
    } else if (dice < 999) {
      String blob = "b" + random.nextInt(BLOBS);
      told.add(blob);
      String target = "\"mediaType\":\"application/octet-stream\",\"digest\":\"%s\",\"size\":%d";
      send(
          repository,
          id,
          at,
          List.of("mount", "push", "pull").get(dice % 3),
          target.formatted(digest(blob), size(blob)));
    } else {
      ends.merge(repository, new Word(at / 10, id, ""), ReportedRegistry::last);
      log(repository, "delete_tag");
      send(repository, id, at / 10, "delete", "\"x\":1");
    }
  }

  private static String manifestTarget(String manifest, String tag) {
    return "\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"%s\",\"tag\":\"%s\""
        .formatted(manifest, tag);
  }

  private void send(int repository, String id, long at, String action, String target) {
    reports.add(
        new Report(
            repository,
            "{\"id\":\"%s\",\"timestamp\":\"%s\",\"action\":\"%s\",\"target\":{\"repository\":\"%s\",%s},\"request\":{\"addr\":\"192.0.2.7:1\"},\"actor\":{\"name\":\"admin\"}}"
                .formatted(id, START.plusMillis(at), action, name(repository), target)));
  }

  private void log(int repository, String kind) {
    logs.merge("acme" + repository / REPOSITORIES + " " + kind, 1L, Long::sum);
  }

  private static Word last(Word old, Word now) {
    return now.isAfter(old) ? now : old;
  }

  private static String name(int repository) {
    return "acme" + repository / REPOSITORIES + "/goods" + repository % REPOSITORIES;
  }

  private static String key(int repository, String what) {
    return repository + " " + what;
  }

  private static String digest(String of) {
    return "sha256:" + "%016x".formatted(of.hashCode() * 0x9E3779B97F4A7C15L).repeat(4);
  }

  /** What a manifest refers to follows from its digest, as it should. */
  private static Set<String> blobsOf(String manifest) {
    Random random = new Random(manifest.hashCode());
    Set<String> blobs = new HashSet<>();
    for (int i = 0; i < BLOBS_OF_ONE; i++) {
      blobs.add("b" + random.nextInt(BLOBS));
    }
    return blobs;
  }

  private static long size(String blob) {
    return 1 + Math.abs((long) blob.hashCode()) % 1_000_000;
  }

  /** What manifests say of it: of some they say too little, of some too much. */
  private static long claimed(String blob) {
    return switch (Math.floorMod(blob.hashCode(), 4)) {
      case 0 -> 1;
      case 1 -> 10_000_000;
      default -> size(blob);
    };
  }

  /** What counts: the word of the registry, if it said one. */
  private long counted(String blob) {
    return told.contains(blob) ? size(blob) : claimed(blob);
  }

  /** Sends all of it. */
  void sendTo(String bootstrapServers, String topic) {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.LINGER_MS_CONFIG,
            20);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (Report report : reports) {
        var _ =
            producer.send(
                new ProducerRecord<>(
                    topic, bytes(name(report.repository())), bytes(report.json())));
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The tables say what follows from the reports. */
  void holds(Tables tables) {
    Map<Integer, Set<String>> byRepository = new TreeMap<>();
    Map<Integer, Set<String>> byNamespace = new TreeMap<>();
    Set<String> all = new HashSet<>();
    manifests.forEach((key, word) -> {
      int repository = repositoryOf(key);
      if (word.says().equals("live") && !isEnded(repository, word)) {
        Set<String> blobs = blobsOf(key.substring(key.indexOf(' ') + 1));
        byRepository.computeIfAbsent(repository, _ -> new HashSet<>()).addAll(blobs);
        byNamespace.computeIfAbsent(repository / REPOSITORIES, _ -> new HashSet<>()).addAll(blobs);
        all.addAll(blobs);
      }
    });
    assertThat(
            tables.texts(
                "SELECT sum(size_bytes) || ' ' || sum(blobs) FROM activity.registry_total"))
        .containsExactly(bytesOf(all) + " " + all.size());
    assertThat(tables.texts("SELECT count(*) || ' ' || sum(size_bytes) FROM activity.blob"))
        .containsExactly(all.size() + " " + bytesOf(all));
    assertThat(
            tables.texts(
                "SELECT size_bytes::text FROM activity.namespace_size WHERE size_bytes > 0"))
        .containsExactlyInAnyOrderElementsOf(
            byNamespace.values().stream().map(this::bytesOf).map(String::valueOf).toList());
    assertThat(
            tables.texts(
                "SELECT size_bytes::text FROM activity.repository_size WHERE size_bytes > 0"))
        .containsExactlyInAnyOrderElementsOf(
            byRepository.values().stream().map(this::bytesOf).map(String::valueOf).toList());
    long live =
        tags.entrySet().stream()
            .filter(tag ->
                !tag.getValue().says().isEmpty()
                    && !isEnded(repositoryOf(tag.getKey()), tag.getValue()))
            .count();
    assertThat(tables.texts("SELECT count(*)::text FROM activity.tag WHERE digest IS NOT NULL"))
        .containsExactly(Long.toString(live));
    holdsLogs(tables);
  }

  private void holdsLogs(Tables tables) {
    List<String> expected =
        logs.entrySet().stream().map(log -> log.getKey() + " " + log.getValue()).toList();
    String by = "metadata ->> 'namespace' || ' ' || kind || ' ' ";
    assertThat(
            tables.texts(
                "SELECT "
                    + by
                    + "|| count(*) FROM activity.usage_log GROUP BY metadata ->> 'namespace', kind"))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(
            tables.texts(
                "SELECT sum(count)::text FROM activity.usage_log_count GROUP BY namespace, kind"))
        .containsExactlyInAnyOrderElementsOf(logs.values().stream().map(String::valueOf).toList());
  }

  private boolean isEnded(int repository, Word word) {
    Word end = ends.get(repository);
    return end != null && end.isAfter(word);
  }

  private static int repositoryOf(String key) {
    return Integer.parseInt(key.substring(0, key.indexOf(' ')));
  }

  private long bytesOf(Set<String> blobs) {
    return blobs.stream().mapToLong(this::counted).sum();
  }
}
