package dev.wharfinger.platform.config;

import java.util.AbstractList;
import java.util.List;
import org.eclipse.microprofile.config.spi.Converter;

/** The trusted issuers; a separate type because a plain list could not be empty by default. */
public final class TrustedIssuers extends AbstractList<TrustedIssuer> {

  private final List<TrustedIssuer> issuers;

  private TrustedIssuers(List<TrustedIssuer> issuers) {
    this.issuers = issuers;
  }

  @Override
  public TrustedIssuer get(int index) {
    return issuers.get(index);
  }

  @Override
  public int size() {
    return issuers.size();
  }

  /** For the configuration library, which finds it as a service. */
  public static final class FromText implements Converter<TrustedIssuers> {
    @Override
    public TrustedIssuers convert(String value) {
      return new TrustedIssuers(
          SettingFormat.ListOf.items(value).stream().map(TrustedIssuer::parse).toList());
    }
  }
}
