package dev.wharfinger.security;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Knows nobody: stands in until a bean that reads tokens exists, and gives way to it. */
@DefaultBean
@ApplicationScoped
class AnonymousResolver implements CallerResolver {

  @Override
  public Uni<Caller> resolve(Optional<String> authorization) {
    return Uni.createFrom().item(Caller.ANONYMOUS);
  }
}
