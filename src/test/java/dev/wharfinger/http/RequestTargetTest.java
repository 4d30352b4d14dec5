package dev.wharfinger.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/api/v1/x%2Fy", "/%C3%A4", "/a+b", "/a;b", "/..%2f", "//", "/a%20b"})
  void letsReadablePathsPass(String path) {
    assertThat(RequestTarget.issue(path, null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%", "/%2", "/%zz", "/ä", "/a b", "/%-1", "/%+1", "/%٠1"})
  void refusesUnreadablePaths(String path) {
    assertThat(RequestTarget.issue(path, null)).contains(Refusal.BAD_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%00", "/%ff", "/%C3", "/%ed%a0%80", "/%c0%80"})
  void findsNothingUnderPathsThatAreNoText(String path) {
    assertThat(RequestTarget.issue(path, null)).contains(Refusal.notFound());
  }

  @Test
  void undoesTheEscapedSlashesOfARepositorysName() {
    String path = "/api/v1/repository/acme%2Fweb%2fapp/permissions/team/a%252Fb";
    String plain = "/api/v1/repository/acme/web/app/permissions/team/a%252Fb";
    assertThat(RequestTarget.withPlainSlashes(path, null)).contains(plain);
    assertThat(RequestTarget.withPlainSlashes(path, "a=%2F")).contains(plain + "?a=%2F");
    assertThat(RequestTarget.withPlainSlashes(plain, "a=%2F")).isEmpty();
    assertThat(RequestTarget.withPlainSlashes("/api/v1/organization/a%2Fb", null)).isEmpty();
  }

  @Test
  void refusesUnreadableQueries() {
    assertThat(RequestTarget.issue("/", "a=%00")).contains(Refusal.BAD_REQUEST);
    assertThat(RequestTarget.issue("/", "%00=a")).contains(Refusal.BAD_REQUEST);
    assertThat(RequestTarget.issue("/", "a=%zz")).contains(Refusal.BAD_REQUEST);
    assertThat(RequestTarget.issue("/", "a=%")).contains(Refusal.BAD_REQUEST);
    assertThat(RequestTarget.issue("/", "a=%ff&b")).isEmpty();
  }
}
