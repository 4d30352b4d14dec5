package dev.wharfinger.platform.config;

import java.util.Base64;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/** A configured secret, which is not shown in logs, messages or dumps. */
public final class Secret {

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /** Wraps a text. */
  public static Secret of(String value) {
    return new Secret(value);
  }

  /** The text itself, for the one place that needs it. */
  public String reveal() {
    return value;
  }

  /** The bytes, decoding the text from base64. */
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
