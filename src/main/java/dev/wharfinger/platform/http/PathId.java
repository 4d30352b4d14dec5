package dev.wharfinger.platform.http;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids in paths. */
public final class PathId {

  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");

  private PathId() {}

  /** The UUID in a path; empty for text that is not a UUID. */
  public static Optional<UUID> uuid(String text) {
    return UUID_FORM.matcher(text).matches()
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }

  /** The same for an object that must exist: otherwise 404. */
  public static UUID requireUuid(String text) {
    return uuid(text).orElseThrow(ApiException::notFound);
  }
}
