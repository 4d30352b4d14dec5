package dev.wharfinger.registries.activity;

import java.util.Locale;

/** Why a report, or a part of it, is not taken; the {@code reason} of the meter. */
enum Fault {
  ACTION,
  ACTOR,
  BUILD,
  /** Nested deeper than anything that is read. */
  DEPTH,
  DIGEST,
  ID,
  JSON,
  /** It can be read and yet not become rows. */
  PROJECTION,
  REFERENCE,
  REPOSITORY,
  REQUEST,
  SHAPE,
  SIZE,
  TAG,
  TIMESTAMP,
  TOO_LARGE;

  /** As meters, logs and headers have it. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
