package dev.wharfinger.platform.config;

import java.util.Base64;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/** A configured secret; it does not show itself in logs, messages or dumps. */
public final class Secret {

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /** Hides a text. */
  public static Secret of(String value) {
    return new Secret(value);
  }

  /** The text itself, for the one place that needs it. */
  public String reveal() {
    return value;
  }

  /** The bytes that the text is the base64 of. */
  public byte[] revealBytes() {
    return Base64.getDecoder().decode(value);
  }

  @Override
  public String toString() {
    return "(secret)";
  }

  /** For the configuration library, which finds it as a service. */
  public static final class FromText implements Converter<Secret> {
    @Override
    public @Nullable Secret convert(String value) {
      return value.isEmpty() ? null : new Secret(value);
    }
  }
}
