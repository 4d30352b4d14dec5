package dev.wharfinger.platform.security;

import dev.wharfinger.platform.vault.DerivedKeys;
import dev.wharfinger.platform.vault.KeyPurpose;
import dev.wharfinger.platform.vault.MasterKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;

/** Keyed digests of presented values, so that counters contain no names. */
final class PresentedDigest {

  private final DerivedKeys keys;

  PresentedDigest(MasterKeys masters) {
    this.keys = masters.keys(KeyPurpose.SIGN_IN_FAILURES);
  }

  /** The digest of texts of one kind, unambiguous whatever they contain. */
  String of(String kind, String... texts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(keys.current());
      mac.update(kind.getBytes(StandardCharsets.UTF_8));
      for (String text : texts) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        mac.update((":" + bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        mac.update(bytes);
      }
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every Java runtime", e);
    }
  }
}
