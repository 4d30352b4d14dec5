package dev.wharfinger.platform.security;

import java.security.PrivateKey;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;

/** The service's signing keys at one moment: all keys that verify, and the one that signs. */
record KeySet(Map<String, PublishedKey> published, Signer signer, String publicJson) {

  /** The key that signs. */
  record Signer(String kid, PrivateKey key) {
    @Override
    public String toString() {
      return "Signer[" + kid + "]";
    }
  }

  static KeySet of(Collection<PublishedKey> keys, Signer signer) {
    return new KeySet(
        keys.stream().collect(Collectors.toMap(PublishedKey::kid, Function.identity())),
        signer,
        new JsonWebKeySet(keys.stream().map(PublishedKey::key).toList())
            .toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
  }

  Optional<PublishedKey> find(String kid) {
    return Optional.ofNullable(published.get(kid));
  }
}
