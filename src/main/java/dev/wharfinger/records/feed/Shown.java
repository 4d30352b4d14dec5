package dev.wharfinger.records.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.wharfinger.platform.vault.Sealing;
import dev.wharfinger.records.log.LogEntry;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * What external subscribers see of a value. Of sealed values, only the personal data listed here
 * are opened, as in the usage logs; of all others, and of secrets that are not sealed, they see a
 * keyed digest, which only shows that the value changed.
 *
 * @param keys of the subjects that are not erased
 * @param own the key for digests of values that belong to no subject
 * @param personal whether personal data are shown; otherwise as digests, too
 */
public record Shown(Map<UUID, SecretKey> keys, SecretKey own, boolean personal) {

  /** The prefix of a digest. */
  static final String DIGEST = "hmac-sha256:";

  /** Components with personal data, which usage logs show. */
  static final Set<String> PERSONAL =
      Set.of(
          "account",
          "accountName",
          "address",
          "avatarEmail",
          "callbackEmail",
          "callbackUrl",
          "clientId",
          "description",
          "email",
          "invited",
          "inviter",
          "invoiceAddress",
          "member",
          "metadata",
          "name",
          "namespaceName",
          "oldEmail",
          "oldName",
          "title",
          "user",
          "told",
          "userAgent",
          "value");

  /** Components with secrets, or with values that secrets are derived from, that are not sealed. */
  static final Set<String> SECRET = Set.of("code", "codeDigest", "digest", "statusToken");

  private static final int SHOWN_BYTES = 16;

  /** A value of a component or field; a missing value is null. */
  public JsonNode show(String name, JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return NullNode.getInstance();
    }
    if (value.has("sealed")) {
      return TextNode.valueOf(open(name, value));
    }
    if (value.isObject()) {
      ObjectNode shown = JsonNodeFactory.instance.objectNode();
      value
          .properties()
          .forEach(one -> shown.set(one.getKey(), show(one.getKey(), one.getValue())));
      return shown;
    }
    if (value.isArray()) {
      ArrayNode shown = JsonNodeFactory.instance.arrayNode();
      value.forEach(element -> shown.add(show(name, element)));
      return shown;
    }
    return value.isTextual() && SECRET.contains(name)
        ? TextNode.valueOf(digest(own, value.textValue()))
        : value;
  }

  private String open(String name, JsonNode sealed) {
    SecretKey key = keys.get(UUID.fromString(sealed.path("key").asText()));
    if (key == null) {
      return LogEntry.ERASED;
    }
    try {
      String text =
          Sealing.open(
              key,
              sealed.path("context").asText(),
              Base64.getDecoder().decode(sealed.path("sealed").asText()));
      return personal && PERSONAL.contains(name) ? text : digest(key, text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a sealed value does not open with its key", e);
    }
  }

  private static String digest(SecretKey key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] digest = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return DIGEST + HexFormat.of().formatHex(digest, 0, SHOWN_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 is part of every Java runtime", e);
    }
  }
}
