package dev.wharfinger.platform.config;

/**
 * Where passwords are stored; anything other than DATABASE disables the operations that set them.
 */
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
