package dev.wharfinger.http;

import dev.wharfinger.config.Settings;
import dev.wharfinger.security.Caller;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * What superuser operations test before and after they read the request. Source: contract common
 * 2.3, 3.
 */
@Singleton
public class SuperuserCall {

  private final Settings settings;

  @Inject
  SuperuserCall(Settings settings) {
    this.settings = settings;
  }

  /** The user who asks; the route is not there when FEATURE_SUPER_USERS is off. */
  public Caller.User user(Call call) {
    if (!settings.featureSuperUsers()) {
      throw new RefusedException(Refusal.notFound());
    }
    return call.requireUser();
  }

  /** Lets superusers and read-only superusers pass (SU-READ). */
  public void mayRead(Caller.User user) {
    if (!user.superuser() && !user.readOnlySuperuser()) {
      throw new RefusedException(Refusal.denied(user));
    }
  }

  /** Lets superusers pass (SU-WRITE). */
  public void mayWrite(Caller.User user) {
    if (!user.superuser()) {
      throw new RefusedException(Refusal.denied(user));
    }
  }

  /** Whether an account is a superuser's: those are not changed by these operations. */
  public boolean isSuperuser(String name) {
    return settings.superUsers().contains(name);
  }
}
