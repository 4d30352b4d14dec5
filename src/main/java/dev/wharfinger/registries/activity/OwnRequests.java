package dev.wharfinger.registries.activity;

import org.jspecify.annotations.Nullable;

/**
 * The names under which the service itself asks a registry for something. The registry repeats them
 * in its reports, which are recognised by them: what the service did is in the usage log already,
 * and what it read is nobody's pull. No account can have such a name. Source: contract repositories
 * 1.8.
 */
public final class OwnRequests {

  /** Reads manifests, and stores them under tags. */
  public static final String ACTOR = "$wharfinger";

  /**
   * Deletes a tag. For registries that cannot do so, it is first set to an empty manifest, which is
   * deleted then: whatever is reported under this name means that the tag is deleted.
   */
  public static final String UNTAGGING = "$wharfinger-untag";

  /** Reports what a registry was found to have and did not report, in its place. */
  public static final String RECONCILING = "$wharfinger-reconcile";

  private OwnRequests() {}

  static boolean isOwn(@Nullable String actor) {
    return isAsked(actor) || RECONCILING.equals(actor);
  }

  /** Whether the service asked the registry for what it reports. */
  static boolean isAsked(@Nullable String actor) {
    return ACTOR.equals(actor) || isUntagging(actor);
  }

  static boolean isUntagging(@Nullable String actor) {
    return UNTAGGING.equals(actor);
  }
}
