package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.ServiceCommand;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Instances behind a balancer are replaced in turn by those of a later version, which writes what
 * the earlier one does not know, and then by those of the earlier version again. Clients notice
 * nothing but a crash in the middle of a write, and lose nothing by that.
 */
class UpgradeIT {
  private static final int CLIENTS = 8;
  private static final Duration REST = Duration.ofMillis(20);

  private static final String DELAY = "QUARKUS_SHUTDOWN_DELAY";

  private static final String REACTIVE_URL = "QUARKUS_DATASOURCE_REACTIVE_URL";
  private static final String NEWER = "newer";

  /** The later version's transactions stand still between the append and the commit. */
  private static final String STALL =
      """
      CREATE FUNCTION public.stall() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF current_setting('application_name') = '%s' THEN
          PERFORM pg_sleep(60);
        END IF;
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER stall AFTER UPDATE ON wharfinger.namespace
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
        WHEN (OLD.invoice_email_address IS DISTINCT FROM NEW.invoice_email_address)
        EXECUTE FUNCTION public.stall()
      """
          .formatted(NEWER);

  private static final String STALLED =
      "SELECT pid::text FROM pg_stat_activity WHERE application_name = '"
          + NEWER
          + "' AND datname = current_database() AND wait_event = 'PgSleep'";

  @TempDir Path folder;

  private final StackAddresses.Isolated where = LocalStack.freshDatabase();
  private final Tables tables = new Tables(LocalStack.shared(), where.database());
  private final List<ServiceProcess> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(ServiceProcess::kill);
  }

  @Test
  void anUpgradeAndItsUndoingLoseNothingAndDisturbNobody() throws Exception {
    Path newer = NewerBuild.in(Path.of("target", "newer-build").toAbsolutePath());
    try (Balancer balancer = new Balancer()) {
      List<ServiceProcess> old = ready(balancer, earlier(), earlier());
      ApiClient admin = ApiClient.ofFirstUser(balancer.baseUrl());
      List<ApiClient> doors =
          Stream.generate(() -> admin.at(balancer.baseUrl())).limit(CLIENTS).toList();
      try (Load load = Load.start(doors, CLIENTS, 10_000, 20, REST)) {
        List<ServiceProcess> first = ready(balancer, later(newer));
        end(old.getFirst(), balancer, load);
        writeInTurns(admin.at(first.getFirst().baseUrl()), admin.at(old.getLast().baseUrl()));
        assertThat(load.ledger().repeated()).as("%s", load.ledger()).isZero();

        crashInTheMiddleOfAWrite(first.getFirst(), admin);
        requireInterrupted(old.getLast(), admin);
        List<ServiceProcess> second = ready(balancer, later(newer), later(newer));
        ApiClient atOld = admin.at(old.getLast().baseUrl());
        Waiting.until(
            "the earlier version goes on",
            () -> atOld.createOrganization("again", Optional.of("again")).is(201));
        progress(load);
        int repeated = load.ledger().repeated();
        end(old.getLast(), balancer, load);

        List<ServiceProcess> again = ready(balancer, earlier(), earlier());
        for (ServiceProcess instance : second) {
          end(instance, balancer, load);
        }
        requireRebuildRefused();
        Ledger ledger = load.finish();
        Chain chain = Chain.read(LocalStack.shared().bootstrapServers(), where.topicPrefix());
        System.out.println(ledger + "; " + chain);
        assertThat(ledger.repeated()).as("%s", ledger).isEqualTo(repeated);
        assertThat(chain.count(NewerBuild.EVENT)).isPositive();
        ledger.holds(chain, tables, admin.at(again.getFirst().baseUrl()));
        Waiting.until("the feed is complete", this::isFeedLevel);
      }
    }
  }

  private ServiceProcess earlier() {
    started.add(Instances.launch(folder, where, Map.of(DELAY, "1S")));
    return started.getLast();
  }

  /** Long enough for the feed to get to the end of what this version alone understands. */
  private ServiceProcess later(Path jar) {
    String url = Objects.requireNonNull(where.environment().get(REACTIVE_URL));
    Map<String, String> switches =
        Map.of(DELAY, "3S", REACTIVE_URL, url + "?application_name=" + NEWER);
    started.add(Instances.launch(jar, folder.resolve("newer.log"), 0, where, switches));
    return started.getLast();
  }

  private static List<ServiceProcess> ready(Balancer balancer, ServiceProcess... launched) {
    for (ServiceProcess instance : launched) {
      instance.awaitReady();
      balancer.add(instance);
      Waiting.until("it gets connections", () -> balancer.isReady(instance));
    }
    return List.of(launched);
  }

  /** Tells it to end, and waits for that. */
  private static void end(ServiceProcess instance, Balancer balancer, Load load) {
    progress(load);
    instance.handle().destroy();
    Waiting.until("it gets no connections", () -> !balancer.isReady(instance));
    Waiting.until("it has ended", () -> !instance.isAlive());
    progress(load);
  }

  private static void progress(Load load) {
    int enough = load.ledger().acknowledged() + CLIENTS;
    Waiting.until(
        "writes are taken", () -> load.ledger().acknowledged() >= enough || load.isOver());
  }

  private static void writeInTurns(ApiClient one, ApiClient other) {
    assertThat(one.createOrganization("shared", Optional.empty()).is(201)).isTrue();
    for (int i = 0; i < 20; i++) {
      String address = "berth-" + i;
      ApiClient writer = i % 2 == 0 ? one : other;
      ApiClient reader = i % 2 == 0 ? other : one;
      Reply reply = writer.changeInvoiceAddress("shared", address, Optional.empty());
      assertThat(reply.is(200)).as("%s", reply).isTrue();
      assertThat(ApiClient.invoiceAddress(reader.organization("shared"))).isEqualTo(address);
    }
  }

  /** What it wrote last is in the journal, and nobody has projected it. */
  private void crashInTheMiddleOfAWrite(ServiceProcess instance, ApiClient admin) {
    tables.execute(STALL);
    ApiClient there = admin.at(instance.baseUrl());
    var _ =
        Thread.ofVirtual()
            .start(() -> {
              var _ = there.changeInvoiceAddress("shared", "sunk", Optional.empty());
            });
    Waiting.until("it is about to commit", () -> !tables.texts(STALLED).isEmpty());
    instance.kill();
    tables
        .texts(STALLED)
        .forEach(pid -> tables.execute("SELECT pg_terminate_backend(" + pid + ")"));
    tables.execute("DROP TRIGGER stall ON wharfinger.namespace");
  }

  private static void requireInterrupted(ServiceProcess instance, ApiClient admin) {
    try (ApiClient management = admin.at(instance.managementUrl())) {
      Waiting.until(
          "health says why",
          () ->
              management.health() instanceof Reply.Answer answer
                  && answer.status() == 503
                  && answer.body().toString().contains("unknown event")
                  && answer.body().toString().contains(NewerBuild.EVENT));
      assertThat(management.get("/q/health/ready").is(200)).isTrue();
    }
    ApiClient client = admin.at(instance.baseUrl());
    assertThat(client.createOrganization("refused", Optional.empty()))
        .isInstanceOfSatisfying(
            Reply.Answer.class,
            answer -> {
              assertThat(answer.status()).isEqualTo(503);
              assertThat(answer.retryAfter()).isPresent();
            });
    assertThat(client.organization("shared").is(200)).isTrue();
  }

  /** The tables stay as they are. */
  private void requireRebuildRefused() throws Exception {
    Path printed = folder.resolve("rebuild.txt");
    int status =
        new ServiceCommand(new HashMap<>(where.environment()))
            .execute(
                List.of("rebuild"),
                ProcessBuilder.Redirect.appendTo(printed.toFile()),
                ProcessBuilder.Redirect.appendTo(printed.toFile()));
    assertThat(Files.readString(printed)).contains("unknown event", NewerBuild.EVENT);
    assertThat(status).isEqualTo(1);
  }

  private boolean isFeedLevel() {
    return tables
        .texts(
            "SELECT (a.seq = h.seq)::text FROM vault.audit_position a, wharfinger.journal_head h")
        .equals(List.of("true"));
  }
}
