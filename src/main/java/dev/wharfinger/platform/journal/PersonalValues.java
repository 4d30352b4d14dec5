package dev.wharfinger.platform.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.platform.vault.Sealing;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.crypto.SecretKey;

/**
 * How personal values are represented in JSON: sealed when written, opened when read. Without keys
 * they stay sealed and state what they were sealed for.
 */
final class PersonalValues {

  /** Attribute of a reader or writer: the keys; absent where values are left sealed. */
  static final String KEYS = "keys";

  /** Attribute of a reader or writer: what values are sealed for. */
  static final String CONTEXT = "context";

  private PersonalValues() {}

  static Module module() {
    return new SimpleModule()
        .addSerializer(Personal.class, new Sealer())
        .addDeserializer(Personal.class, new Opener());
  }

  private static final class Sealer extends JsonSerializer<Personal> {
    @Override
    public void serialize(Personal value, JsonGenerator out, SerializerProvider context)
        throws IOException {
      @SuppressWarnings("unchecked")
      Function<UUID, Optional<SecretKey>> keys =
          (Function<UUID, Optional<SecretKey>>) context.getAttribute(KEYS);
      out.writeStartObject();
      out.writeStringField("key", value.key().toString());
      if (value instanceof Personal.Known known && keys != null) {
        SecretKey key =
            keys.apply(known.key()).orElseThrow(() -> new RecordCodec.MissingKey(known.key()));
        byte[] box = Sealing.seal(key, (String) context.getAttribute(CONTEXT), known.value());
        out.writeStringField("sealed", Base64.getEncoder().encodeToString(box));
      } else if (value instanceof Personal.Sealed sealed && keys == null) {
        out.writeStringField("sealed", sealed.box());
        out.writeStringField("context", sealed.context());
      } else {
        throw new IllegalStateException("only a value that is known is written");
      }
      out.writeEndObject();
    }
  }

  private static final class Opener extends JsonDeserializer<Personal> {
    @Override
    public Personal deserialize(JsonParser in, DeserializationContext context) throws IOException {
      JsonNode node = in.readValueAsTree();
      UUID id = UUID.fromString(node.path("key").asText());
      @SuppressWarnings("unchecked")
      Map<UUID, SecretKey> keys = (Map<UUID, SecretKey>) context.getAttribute(KEYS);
      if (keys == null) {
        return new Personal.Sealed(
            id, (String) context.getAttribute(CONTEXT), node.path("sealed").asText());
      }
      SecretKey key = keys.get(id);
      if (key == null) {
        return new Personal.Erased(id);
      }
      try {
        return new Personal.Known(
            Sealing.open(
                key,
                (String) context.getAttribute(CONTEXT),
                Base64.getDecoder().decode(node.path("sealed").asText())),
            id);
      } catch (GeneralSecurityException e) {
        throw new IOException("a sealed value does not open with its key", e);
      }
    }
  }
}
