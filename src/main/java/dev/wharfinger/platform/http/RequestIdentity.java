package dev.wharfinger.platform.http;

import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.vault.DerivedKeys;
import dev.wharfinger.platform.vault.DerivedRandom;
import dev.wharfinger.platform.vault.KeyPurpose;
import dev.wharfinger.platform.vault.MasterKey;
import dev.wharfinger.platform.vault.MasterKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * What a request with an {@code Idempotency-Key} is known by: digests of it, keyed so that nobody
 * else can name a command or guess what was sent.
 */
final class RequestIdentity {

  private final DerivedKeys keys;

  RequestIdentity(MasterKeys masters) {
    this.keys = masters.keys(KeyPurpose.IDEMPOTENCY);
  }

  /** The identity under a master key, with the random values that follow from it. */
  WriteRequest.Twin of(ApiRequest request, String key, MasterKey master) {
    SecretKey digestKey = Objects.requireNonNull(keys.of(master.id())).key();
    UUID commandId = id(digest(digestKey, "key", owner(request.caller()), key));
    String body = new String(request.rawBody(), StandardCharsets.ISO_8859_1);
    byte[] fingerprint = digest(digestKey, "request", request.method(), request.target(), body);
    return new WriteRequest.Twin(
        commandId,
        HexFormat.of().formatHex(fingerprint),
        new DerivedRandom(master, commandId, request.receivedAt()));
  }

  /** Scope of a key: a token with fewer scopes, or of another application, has separate keys. */
  private static String owner(Caller caller) {
    return switch (caller) {
      case Caller.Anonymous _ -> "anonymous";
      case Caller.User user ->
          "user %d, %s, %s"
              .formatted(
                  user.account().value(),
                  user.grant().map(RequestIdentity::credential).orElse("session"),
                  Scope.format(user.scopes()));
    };
  }

  private static String credential(Caller.Grant grant) {
    return grant.application().map(it -> "application " + it.clientId()).orElse("token");
  }

  private static byte[] digest(SecretKey key, String... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        mac.update(bytes);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every Java runtime", e);
    }
  }

  private static UUID id(byte[] digest) {
    ByteBuffer bytes = ByteBuffer.wrap(digest);
    return new UUID(bytes.getLong(), bytes.getLong());
  }
}
