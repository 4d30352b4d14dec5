package dev.wharfinger.platform.http;

import dev.wharfinger.local.StackResource;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.CallerResolver;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The frame in front of a few probes, with switches that a test turns. */
public class RequestIntakeProfile implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "quarkus.http.test-port", "0",
        "quarkus.management.test-port", "0",
        "PREFERRED_URL_SCHEME", "https",
        "SESSION_COOKIE_NAME", "harbour",
        "FEATURE_PERMANENT_SESSIONS", "false",
        // The offenders that the architecture tests are tried on are offences to Quarkus as well.
        "quarkus.execution-model-annotations.detection-mode", "disabled");
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(StackResource.class));
  }

  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return Set.of(Switches.class, Names.class);
  }

  /** Switches that a test turns, and a small limit. */
  @Alternative
  @ApplicationScoped
  public static class Switches implements RequestSettings {
    private volatile boolean anonymous = true;
    private volatile boolean readOnly;
    private volatile boolean guard;
    private volatile Set<String> origins = Set.of();

    public void set(boolean anonymousAccess, boolean registryReadOnly, boolean browserGuard) {
      anonymous = anonymousAccess;
      readOnly = registryReadOnly;
      guard = browserGuard;
    }

    public void setOrigins(Set<String> corsOrigins) {
      origins = corsOrigins;
    }

    @Override
    public Set<String> corsOrigins() {
      return origins;
    }

    @Override
    public boolean featureAnonymousAccess() {
      return anonymous;
    }

    @Override
    public boolean registryReadOnly() {
      return readOnly;
    }

    @Override
    public boolean browserApiCallsXhrOnly() {
      return guard;
    }

    @Override
    public boolean featureSuperUsers() {
      return true;
    }

    @Override
    public int maxBodyBytes() {
      return 10_000;
    }
  }

  /** Knows everybody by the name that the token is, later than at once. */
  @Alternative
  @ApplicationScoped
  public static class Names implements CallerResolver {
    @Override
    public Uni<Caller> resolve(Optional<String> authorization) {
      String token = authorization.orElse("").replace("Bearer ", "");
      return Uni.createFrom().item(() -> caller(token)).emitOn(Runnable::run);
    }

    private static Caller caller(String token) {
      return switch (token) {
        case "" -> Caller.ANONYMOUS;
        case "foreign" -> throw new InvalidExternalToken("Issuer x not configured");
        default ->
            new Caller.User(
                new AccountId(1),
                token,
                new UUID(0, 1),
                Set.of(),
                Optional.empty(),
                false,
                false,
                false);
      };
    }
  }
}
