package dev.wharfinger.security;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Password hashes: bcrypt, computed on a worker thread. */
@Singleton
public class Passwords {

  private static final int COST = 11;

  private final Vertx vertx;

  @Inject
  Passwords(Vertx vertx) {
    this.vertx = vertx;
  }

  /** The hash of a password, in the modular crypt form. */
  public Uni<String> hash(String password) {
    return OffLoop.compute(vertx, () -> BcryptUtil.bcryptHash(password, COST));
  }
}
