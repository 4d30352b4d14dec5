package dev.wharfinger.config;

/** Who keeps the passwords; everything but DATABASE closes the operations that set them. */
public enum AuthenticationType implements Word {
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
