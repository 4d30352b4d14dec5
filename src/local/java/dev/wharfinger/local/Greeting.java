package dev.wharfinger.local;

/** The last lines of a start: the address, and what a newcomer can try at once. */
final class Greeting {
  private static final String TEXT =
      """
      Wharfinger is ready: URL
      Health, metrics and what operators use: MANAGEMENT/q/health

      Try, in another terminal (the first command works once, on empty data):

        TOKEN=$(curl -s -X POST URL/api/v1/user/initialize -H 'Content-Type: application/json' \
      -d '{"username": "admin", "password": "change-me-soon", "access_token": true}' \
      | sed 's/.*"access_token": *"\\([^"]*\\)".*/\\1/')

        curl -s -X POST URL/api/v1/organization/ -H "Authorization: Bearer $TOKEN" \
      -H 'Content-Type: application/json' -d '{"name": "harbour", "email": "harbour@example.com"}'

        curl -s URL/api/v1/organization/harbour -H "Authorization: Bearer $TOKEN"

      Ctrl-C stops everything; the data stays.\
      """;

  private Greeting() {}

  static String of(String url, String management) {
    return TEXT.replace("URL", url).replace("MANAGEMENT", management);
  }
}
