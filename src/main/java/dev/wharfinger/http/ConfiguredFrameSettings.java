package dev.wharfinger.http;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The switches from the service's configuration; any other bean of the interface replaces it. */
@DefaultBean
@ApplicationScoped
class ConfiguredFrameSettings implements FrameSettings {

  @ConfigProperty(name = "wharfinger.feature-anonymous-access", defaultValue = "true")
  boolean anonymousAccess;

  @ConfigProperty(name = "wharfinger.registry-state", defaultValue = "normal")
  String registryState = "normal";

  @ConfigProperty(name = "wharfinger.browser-api-calls-xhr-only", defaultValue = "false")
  boolean browserGuard;

  @ConfigProperty(name = "wharfinger.http.max-body-bytes", defaultValue = "1048576")
  int maxBodyBytes;

  @Override
  public boolean featureAnonymousAccess() {
    return anonymousAccess;
  }

  @Override
  public boolean registryReadOnly() {
    return registryState.equals("readonly");
  }

  @Override
  public boolean browserApiCallsXhrOnly() {
    return browserGuard;
  }

  @Override
  public int maxBodyBytes() {
    return maxBodyBytes;
  }
}
