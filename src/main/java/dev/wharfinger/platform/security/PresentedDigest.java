package dev.wharfinger.platform.security;

import dev.wharfinger.platform.vault.MasterKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keyed digests of presented values, so that counters contain no names. */
final class PresentedDigest {

  private final SecretKeySpec key;

  PresentedDigest(MasterKey master) {
    this.key = new SecretKeySpec(master.derive("sign-in-failures"), "HmacSHA256");
  }

  /** The digest of texts of one kind, unambiguous whatever they contain. */
  String of(String kind, String... texts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
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
