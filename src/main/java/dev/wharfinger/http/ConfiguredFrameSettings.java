package dev.wharfinger.http;

import dev.wharfinger.config.RegistryState;
import dev.wharfinger.config.Settings;
import dev.wharfinger.config.WharfingerSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;

/** The switches from the service's configuration. */
@ApplicationScoped
class ConfiguredFrameSettings implements FrameSettings {

  @Inject Settings settings;
  @Inject WharfingerSettings own;

  @Override
  public boolean featureAnonymousAccess() {
    return settings.featureAnonymousAccess();
  }

  @Override
  public boolean registryReadOnly() {
    return settings.registryState() == RegistryState.READONLY;
  }

  @Override
  public boolean browserApiCallsXhrOnly() {
    return settings.browserApiCallsXhrOnly();
  }

  @Override
  public int maxBodyBytes() {
    return (int) Math.min(own.maxBodyBytes(), Integer.MAX_VALUE);
  }

  @Override
  public Set<String> corsOrigins() {
    return settings.corsOrigin();
  }

  @Override
  public boolean featureSuperUsers() {
    return settings.featureSuperUsers();
  }
}
