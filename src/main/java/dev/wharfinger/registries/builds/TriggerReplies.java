package dev.wharfinger.registries.builds;

import dev.wharfinger.platform.http.ApiException;
import jakarta.ws.rs.core.Response;

/** The answer about every trigger: there is none. Source: contract repositories 10. */
final class TriggerReplies {

  private TriggerReplies() {}

  /** 404. */
  static Response notFound() {
    throw ApiException.notFound();
  }
}
