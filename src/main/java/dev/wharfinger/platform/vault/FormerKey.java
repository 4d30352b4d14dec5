package dev.wharfinger.platform.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.json.JsonFactories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is kept of a master key that was replaced: not the key itself, but what was derived from it
 * for purposes that outlive it. Stored wrapped by the master key in use.
 *
 * @param master its id
 * @param through number of the last journal record that was written with it; a later one is forged
 * @param released whether nothing is left that only the master key itself can open
 * @param keys by purpose
 */
record FormerKey(String master, long through, boolean released, Map<KeyPurpose, SecretKey> keys) {

  private static final ObjectMapper JSON = JsonFactories.mapper();

  /** What to keep of a key that is replaced now. */
  static FormerKey of(MasterKey master, long through) {
    Map<KeyPurpose, SecretKey> keys = new EnumMap<>(KeyPurpose.class);
    for (KeyPurpose purpose : KeyPurpose.values()) {
      if (purpose.isLasting()) {
        keys.put(purpose, master.derive(purpose));
      }
    }
    return new FormerKey(master.id(), through, false, keys);
  }

  FormerKey release() {
    return new FormerKey(master, through, true, keys);
  }

  /** As before {@link #release}, if it is one of those that are still needed. */
  FormerKey unless(Set<String> needed) {
    return new FormerKey(master, through, released && !needed.contains(master), keys);
  }

  /** In the form that is stored. */
  static String write(List<FormerKey> former, MasterKey by) {
    ArrayNode all = JSON.createArrayNode();
    for (FormerKey key : former) {
      ObjectNode one =
          all.addObject()
              .put("id", key.master)
              .put("through", key.through)
              .put("released", key.released);
      ObjectNode keys = one.putObject("keys");
      key.keys.forEach((purpose, derived) ->
          keys.put(purpose.label(), Base64.getEncoder().encodeToString(by.wrap(derived))));
    }
    return all.toString();
  }

  /**
   * From the form that is stored. A purpose that this version does not know is left out; one that
   * did not exist when the key was replaced was not used with it.
   */
  static List<FormerKey> read(String stored, MasterKey by) {
    List<FormerKey> former = new ArrayList<>();
    try {
      for (JsonNode one : JSON.readTree(stored)) {
        Map<KeyPurpose, SecretKey> keys = new EnumMap<>(KeyPurpose.class);
        for (KeyPurpose purpose : KeyPurpose.values()) {
          JsonNode wrapped = one.path("keys").path(purpose.label());
          if (wrapped.isTextual()) {
            byte[] box = Base64.getDecoder().decode(wrapped.textValue());
            byte[] key = by.unwrap(box, purpose.algorithm()).getEncoded();
            keys.put(purpose, new SecretKeySpec(key, purpose.algorithm()));
          }
        }
        former.add(
            new FormerKey(
                one.get("id").textValue(),
                one.get("through").longValue(),
                one.get("released").booleanValue(),
                keys));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(former);
  }

  @Override
  public String toString() {
    return "FormerKey[" + master + "]";
  }
}
