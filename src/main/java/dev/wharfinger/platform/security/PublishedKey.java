package dev.wharfinger.platform.security;

import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Optional;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * A stored signing key: its public part, and its sealed private part.
 *
 * @param sealed empty once the key no longer signs
 */
record PublishedKey(String kid, RsaJsonWebKey key, Optional<Buffer> sealed, long ageSeconds) {

  static PublishedKey of(Row row) {
    String kid = row.getString("kid");
    try {
      return new PublishedKey(
          kid,
          (RsaJsonWebKey) PublicJsonWebKey.Factory.newPublicJwk(row.getString("public")),
          Optional.ofNullable(row.getBuffer("sealed")),
          row.getLong("age"));
    } catch (JoseException e) {
      throw new IllegalStateException("signing key " + kid + " is stored in no form of a JWK", e);
    }
  }
}
