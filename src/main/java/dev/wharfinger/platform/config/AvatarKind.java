package dev.wharfinger.platform.config;

/** Where avatar pictures come from. Source: contract common 10. */
public enum AvatarKind implements Choice {
  LOCAL("local"),
  GRAVATAR("gravatar");

  private final String word;

  AvatarKind(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
