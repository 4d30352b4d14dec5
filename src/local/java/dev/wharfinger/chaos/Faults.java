package dev.wharfinger.chaos;

import dev.wharfinger.local.Signals;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;

/** Breaks something, lets it last and mends it. */
final class Faults {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Servers servers;

  Faults(Servers servers) {
    this.servers = servers;
  }

  /**
   * What goes wrong, and where; drawn beforehand, so that a seed always gives the same.
   *
   * @param instance or broker that is hit
   * @param share of the longest time that it may last
   */
  record Plan(Fault fault, int instance, int broker, boolean primary, int seconds, double share) {
    static Plan draw(Fault fault, Random random) {
      int seconds = 30 + random.nextInt(270);
      return new Plan(
          fault,
          random.nextInt(Servers.INSTANCES),
          random.nextInt(KafkaCluster.BROKERS),
          random.nextInt(3) > 0,
          random.nextBoolean() ? seconds : -seconds,
          random.nextDouble());
    }

    /** Which server is meant. */
    String target() {
      return switch (fault) {
        case INSTANCE_KILLED, INSTANCE_PAUSED, POSTGRES_SILENT, KAFKA_SILENT ->
            "instance " + instance;
        case CLOCK_SET -> "instance %d, by %+d s".formatted(instance, seconds);
        case BROKER_KILLED, BROKER_PAUSED, BROKER_OUT_OF_SYNC, KAFKA_DISK_FULL ->
            "broker " + (broker + 1);
        case POSTGRES_PAUSED -> primary ? "primary" : "standby";
        case POSTGRES_KILLED, STANDBY_PROMOTED, POSTGRES_DISK_FULL -> "primary";
        case REBUILT -> "all tables";
      };
    }

    private void last(double least, double most) {
      Patience.last(Duration.ofMillis((long) (1_000 * (least + share * (most - least)))));
    }
  }

  /** Returns when it is mended. */
  void strike(Plan plan) throws IOException, SQLException {
    KafkaCluster kafka = servers.kafka();
    PostgresPair postgres = servers.postgres();
    Instance instance = servers.instance(plan.instance());
    switch (plan.fault()) {
      case INSTANCE_KILLED -> {
        instance.process().kill();
        plan.last(0, 2);
        start(instance);
      }
      case INSTANCE_PAUSED -> paused(instance.process().handle(), () -> plan.last(1, 8));
      case CLOCK_SET -> {
        FakeClock clock = instance.clock().orElseThrow();
        clock.set(plan.seconds());
        plan.last(4, 8);
        clock.set(0);
      }
      case POSTGRES_SILENT -> {
        instance.toPostgres().fallSilent();
        plan.last(3, 12);
        instance.toPostgres().speak();
      }
      case KAFKA_SILENT -> {
        kafka.fallSilent(plan.instance());
        plan.last(3, 12);
        kafka.speak(plan.instance());
      }
      case BROKER_KILLED -> {
        kafka.broker(plan.broker()).kill();
        plan.last(0, 4);
        awaitInSync();
      }
      case BROKER_PAUSED -> paused(kafka.process(plan.broker()), () -> plan.last(0.2, 2));
      case BROKER_OUT_OF_SYNC -> {
        paused(
            kafka.process(plan.broker()),
            () -> {
              Patience.require("the broker is out of sync", PATIENCE, () -> !servers.isInSync());
              plan.last(0, 3);
            });
        awaitInSync();
      }
      case KAFKA_DISK_FULL -> {
        SmallDisk disk = kafka.disk(plan.broker());
        disk.fill();
        plan.last(4, 8);
        disk.empty();
        awaitInSync();
      }
      case POSTGRES_KILLED -> {
        postgres.primary().postgres().kill();
        plan.last(0, 3);
        postgres.recover();
      }
      case POSTGRES_PAUSED -> {
        PostgresPair.Server server = plan.primary() ? postgres.primary() : postgres.standby();
        paused(server.process(), () -> plan.last(1, 8));
      }
      case STANDBY_PROMOTED -> postgres.promote();
      case POSTGRES_DISK_FULL -> {
        SmallDisk disk = postgres.primary().disk();
        disk.fill();
        plan.last(1, 3);
        wantAnotherSegment();
        plan.last(1, 4);
        disk.empty();
        postgres.recover();
      }
      case REBUILT -> throw new IllegalArgumentException("no server is broken by a rebuild");
    }
  }

  /** As a supervisor does: one that Postgres left alone in its start is started again. */
  private static void start(Instance instance) {
    Patience.require(
        "the instance is ready",
        PATIENCE,
        () -> {
          instance.launch();
          try {
            instance.process().awaitReady();
            return true;
          } catch (IllegalStateException ended) {
            System.err.println(ended.getMessage());
            return false;
          }
        });
  }

  private static void paused(ProcessHandle process, Runnable lasting) {
    Signals.pause(process);
    try {
      lasting.run();
    } finally {
      Signals.resume(process);
    }
  }

  /**
   * What is written may fit into what there is; the next segment of the write-ahead log does not.
   */
  private void wantAnotherSegment() {
    try {
      servers.postgres().execute("SELECT pg_switch_wal()");
    } catch (SQLException _) {
      // as it should: the server could not write it
    }
  }

  /** A broker may die of a full disk after there is room again, so it is looked at all the time. */
  private void awaitInSync() {
    Patience.require(
        "all replicas are in sync",
        PATIENCE,
        () -> {
          servers.kafka().restartDead();
          return servers.isInSync();
        });
  }
}
