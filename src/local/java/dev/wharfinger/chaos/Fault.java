package dev.wharfinger.chaos;

/** What is done to the servers. */
enum Fault {
  INSTANCE_KILLED(Place.INSTANCE, "instance killed (-9), started again"),
  INSTANCE_PAUSED(Place.INSTANCE, "instance paused (SIGSTOP)"),
  CLOCK_SET(Place.INSTANCE, "instance's clock set, up to five minutes"),
  POSTGRES_SILENT(Place.INSTANCE, "proxy to Postgres silent"),
  KAFKA_SILENT(Place.INSTANCE, "proxy to Kafka silent"),
  BROKER_KILLED(Place.KAFKA, "broker killed (-9), started again"),
  BROKER_PAUSED(Place.KAFKA, "broker paused for a moment"),
  BROKER_OUT_OF_SYNC(Place.KAFKA, "broker away until out of sync"),
  KAFKA_DISK_FULL(Place.KAFKA, "disk of a broker full"),
  POSTGRES_KILLED(Place.POSTGRES, "primary killed (-9), started again"),
  POSTGRES_PAUSED(Place.POSTGRES, "primary or standby paused"),
  STANDBY_PROMOTED(Place.POSTGRES, "primary lost, standby promoted"),
  POSTGRES_DISK_FULL(Place.POSTGRES, "disk of the primary full"),
  REBUILT(Place.READ_MODELS, "read models rebuilt");

  private final Place place;
  private final String label;

  Fault(Place place, String label) {
    this.place = place;
    this.label = label;
  }

  /** Where it happens; faults at the same time are of different places. */
  enum Place {
    INSTANCE(0.95),
    KAFKA(0.95),
    POSTGRES(0.95),
    /** Rarely: all others wait for the end of a rebuild. */
    READ_MODELS(0.1);

    private final double share;

    Place(double share) {
      this.share = share;
    }

    /** How often something happens there, of all times that something happens. */
    double share() {
      return share;
    }
  }

  Place place() {
    return place;
  }

  String label() {
    return label;
  }
}
