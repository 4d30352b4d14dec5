package dev.wharfinger.platform.http;

import dev.wharfinger.platform.config.RegistryState;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.config.WharfingerSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;

/** The settings from the service's configuration. */
@ApplicationScoped
class ConfiguredRequestSettings implements RequestSettings {

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
