package dev.wharfinger.platform.http;

import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.security.Caller;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Who may use superuser operations, and on which accounts. Source: contract common 2.3. */
@Singleton
public class SuperuserRequest {

  private final Settings settings;

  @Inject
  SuperuserRequest(Settings settings) {
    this.settings = settings;
  }

  /** Admits superusers and read-only superusers (SU-READ). */
  public void mayRead(Caller.User user) {
    if (!user.superuser() && !user.readOnlySuperuser()) {
      throw new ApiException(ApiError.denied(user));
    }
  }

  /** Admits superusers (SU-WRITE). */
  public void mayWrite(Caller.User user) {
    if (!user.superuser()) {
      throw new ApiException(ApiError.denied(user));
    }
  }

  /** Whether an account belongs to a superuser: these operations do not change such accounts. */
  public boolean isSuperuser(String name) {
    return settings.superUsers().contains(name);
  }
}
