package dev.wharfinger.registries.activity;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Down when reports have not been processed for a while; nothing else depends on it. */
@Wellness
@Singleton
class ActivityHealth implements HealthCheck {

  private final FollowActivity follow;

  @Inject
  ActivityHealth(FollowActivity follow) {
    this.follow = follow;
  }

  @Override
  public HealthCheckResponse call() {
    FollowActivity.State state = follow.state();
    return HealthCheckResponse.named("activity")
        .status(state.isGood())
        .withData("secondsSinceSuccess", state.silence().toSeconds())
        .withData("lag", state.lag())
        .withData("rejected", state.parked())
        .build();
  }
}
