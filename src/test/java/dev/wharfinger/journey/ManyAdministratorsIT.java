package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.ServiceCommand;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many administer one organization at once: each changes a team of his own, and all of them put
 * each other among the owners and out again. What was acknowledged is what is there, and somebody
 * always owns it.
 */
class ManyAdministratorsIT {
  private static final int ADMINISTRATORS = 16;
  private static final Duration TIME = Duration.ofSeconds(20);
  private static final String ORGANIZATION = "/api/v1/organization/acme";
  private static final Set<Integer> REFUSALS = Set.of(400, 403);

  @TempDir private Path folder;

  /** What one of them was told of the team that he alone changes. */
  private static final class Crew {
    private final String path;
    private final ApiClient client;
    private final Random random;
    private final Set<String> members = new TreeSet<>();
    private final List<String> surprises = new ArrayList<>();
    private String description = "";
    private int acknowledged;

    Crew(int number, ApiClient client) {
      this.path = ORGANIZATION + "/team/crew-" + number;
      this.client = client;
      this.random = new Random(number);
    }

    void work(long until) {
      for (int round = 0; System.nanoTime() < until; round++) {
        String somebody = "user-" + random.nextInt(ADMINISTRATORS);
        switch (random.nextInt(8)) {
          case 0, 1 -> describe("round " + round);
          case 2, 3 -> {
            if (told(client.put(path + "/members/" + somebody, Map.of()), 200)) {
              members.add(somebody);
            }
          }
          case 4 -> {
            if (members.contains(somebody)
                && told(client.delete(path + "/members/" + somebody), 204)) {
              members.remove(somebody);
            }
          }
          case 5 -> {
            var _ = told(client.delete(owners() + "/members/" + somebody), 204);
          }
          default -> {
            var _ = told(client.put(owners() + "/members/" + somebody, Map.of()), 200);
          }
        }
      }
    }

    void describe(String text) {
      if (told(client.put(path, Map.of("role", "member", "description", text)), 200)) {
        description = text;
      }
    }

    private boolean told(Reply reply, int done) {
      if (reply.is(done)) {
        acknowledged++;
        return true;
      }
      if (REFUSALS.stream().noneMatch(reply::is)) {
        surprises.add(reply.toString());
      }
      return false;
    }
  }

  private static String owners() {
    return ORGANIZATION + "/team/owners";
  }

  @Test
  void nothingThatWasAcknowledgedIsLostAndSomebodyAlwaysOwnsIt() throws Exception {
    StackAddresses.Isolated where = LocalStack.freshDatabase();
    Map<String, String> switches =
        Map.of("FEATURE_OAUTH_PASSWORD_GRANT", "true", "FEATURE_SUPERUSERS_FULL_ACCESS", "true");
    try (ServiceProcess service = Instances.start(folder, where, switches);
        ApiClient superuser = ApiClient.ofFirstUser(service.baseUrl())) {
      List<Crew> crews = gather(superuser);
      assertThat(crews.getFirst().client.delete(owners() + "/members/admin").is(204)).isTrue();

      List<Integer> owners = workAll(crews, superuser);

      assertThat(owners).isNotEmpty().allMatch(many -> many > 0);
      for (Crew crew : crews) {
        assertThat(crew.surprises).isEmpty();
        assertThat(members(superuser, crew.path)).as(crew.path).isEqualTo(crew.members);
        JsonNode team = teams(superuser).path(crew.path.substring(crew.path.lastIndexOf('/') + 1));
        assertThat(team.path("description").textValue()).isEqualTo(crew.description);
        assertThat(team.path("member_count").intValue()).isEqualTo(crew.members.size());
      }
      assertThat(crews.stream().mapToInt(crew -> crew.acknowledged).sum()).isGreaterThan(500);
      assertThat(new ServiceCommand(new HashMap<>(where.environment())).execute(List.of("rebuild")))
          .as("a rebuild finds identical rows")
          .isZero();
      crews.forEach(crew -> crew.client.close());
    }
  }

  private static List<Crew> gather(ApiClient superuser) throws IOException, InterruptedException {
    assertThat(superuser.post("/api/v1/organization/", Map.of("name", "acme")).is(201)).isTrue();
    List<Crew> crews = new ArrayList<>();
    for (int i = 0; i < ADMINISTRATORS; i++) {
      String name = "user-" + i;
      Reply created =
          superuser.post(
              "/api/v1/superuser/users/", Map.of("username", name, "email", name + "@example.org"));
      ApiClient client = superuser.as(name, created.body().path("password").asText());
      assertThat(superuser.put(owners() + "/members/" + name, Map.of()).is(200)).isTrue();
      Crew crew = new Crew(i, client);
      crew.describe("new");
      assertThat(crew.acknowledged).isEqualTo(1);
      crews.add(crew);
    }
    return crews;
  }

  /** How many owners there were, again and again while they all worked. */
  private static List<Integer> workAll(List<Crew> crews, ApiClient superuser) throws Exception {
    long until = System.nanoTime() + TIME.toNanos();
    List<Integer> owners = new ArrayList<>();
    try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> working = new ArrayList<>();
      crews.forEach(crew -> working.add(crowd.submit(() -> crew.work(until))));
      while (System.nanoTime() < until) {
        owners.add(members(superuser, owners()).size());
        Waiting.millis(100);
      }
      for (Future<?> each : working) {
        each.get();
      }
    }
    owners.add(members(superuser, owners()).size());
    return owners;
  }

  private static JsonNode teams(ApiClient superuser) {
    return superuser.get(ORGANIZATION).body().path("teams");
  }

  private static Set<String> members(ApiClient superuser, String team) {
    Set<String> names = new TreeSet<>();
    StreamSupport.stream(
            superuser.get(team + "/members").body().path("members").spliterator(), false)
        .forEach(member -> names.add(member.path("name").textValue()));
    return names;
  }
}
