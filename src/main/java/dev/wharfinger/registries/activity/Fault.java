package dev.wharfinger.registries.activity;

import java.util.Locale;

/** Why a report, or a part of it, is rejected; the {@code reason} of the meter. */
enum Fault {
  ACTION,
  ACTOR,
  BUILD,
  /** Nested deeper than the parser reads. */
  DEPTH,
  DIGEST,
  ID,
  JSON,
  /** It is well-formed but cannot be stored. */
  PROJECTION,
  REFERENCE,
  REPOSITORY,
  REQUEST,
  SHAPE,
  SIZE,
  TAG,
  TIMESTAMP,
  TOO_LARGE;

  /** The name in meters, logs and headers. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
