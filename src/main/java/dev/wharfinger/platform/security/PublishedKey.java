package dev.wharfinger.platform.security;

import io.vertx.mutiny.sqlclient.Row;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;

/** A stored signing key: its public part, and its sealed private part. */
@SuppressWarnings("ArrayRecordComponent")
record PublishedKey(String kid, RsaJsonWebKey key, byte[] sealed, long ageSeconds) {

  static PublishedKey of(Row row) {
    String kid = row.getString("kid");
    try {
      return new PublishedKey(
          kid,
          (RsaJsonWebKey) PublicJsonWebKey.Factory.newPublicJwk(row.getString("public")),
          row.getBuffer("sealed").getBytes(),
          row.getLong("age"));
    } catch (JoseException e) {
      throw new IllegalStateException("signing key " + kid + " is stored in no form of a JWK", e);
    }
  }
}
