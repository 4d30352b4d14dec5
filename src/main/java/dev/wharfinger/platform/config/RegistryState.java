package dev.wharfinger.platform.config;

/** Whether the registry accepts writes. Source: contract common 3. */
public enum RegistryState implements Choice {
  NORMAL("normal"),
  READONLY("readonly");

  private final String word;

  RegistryState(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
