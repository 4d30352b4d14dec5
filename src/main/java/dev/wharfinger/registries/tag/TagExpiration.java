package dev.wharfinger.registries.tag;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.registries.tag.TagChanges.Living;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a tag is to expire. Source: contract repositories 1.3.
 *
 * @param of what the tag is set to, to which alone the expiration belongs
 * @param requested null for never
 * @param expires the same within the limits of the installation
 */
record TagExpiration(Living of, @Nullable Instant requested, @Nullable Instant expires) {

  /** The end of the year 9999, the last one of Quay's calendar. */
  private static final double LAST_SECOND = 253_402_300_799.0;

  /** From a body: seconds since 1970, or null; 400 for what is over or out of the calendar. */
  static TagExpiration of(JsonNode value, Living living, Instant now, Settings settings) {
    if (value.isNull()) {
      return new TagExpiration(living, null, null);
    }
    double seconds = Math.floor(value.doubleValue());
    if (!(seconds <= LAST_SECOND) || seconds <= now.getEpochSecond()) {
      throw new ApiException(ApiError.BAD_REQUEST);
    }
    Instant requested = Instant.ofEpochSecond((long) seconds);
    return new TagExpiration(
        living,
        requested,
        within(
            living.starts(),
            requested,
            settings.labeledExpirationMinimum().toDuration(),
            settings.labeledExpirationMaximum().toDuration()));
  }

  /** Counted in whole seconds from when the tag was set. */
  static Instant within(Instant starts, Instant requested, Duration least, Duration most) {
    long offset = requested.getEpochSecond() - starts.getEpochSecond();
    return starts.plusSeconds(Math.min(Math.max(offset, least.toSeconds()), most.toSeconds()));
  }
}
