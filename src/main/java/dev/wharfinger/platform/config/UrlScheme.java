package dev.wharfinger.platform.config;

/** How clients reach the service; HTTPS makes the session cookie secure. */
public enum UrlScheme implements Choice {
  HTTP("http"),
  HTTPS("https");

  private final String word;

  UrlScheme(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
