package dev.wharfinger.platform.config;

/** Who keeps the passwords; everything but DATABASE closes the operations that set them. */
public enum AuthenticationType implements Choice {
  DATABASE("Database"),
  LDAP("LDAP"),
  JWT("JWT"),
  KEYSTONE("Keystone"),
  OIDC("OIDC"),
  APP_TOKEN("AppToken");

  private final String word;

  AuthenticationType(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
