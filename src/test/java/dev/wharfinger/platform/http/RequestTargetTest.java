package dev.wharfinger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/api/v1/repository/x%2Fy", "/%C3%A4", "/a+b", "/a%3Bb", "/...", "/a%20b"})
  void letsReadablePathsPass(String path) {
    assertThat(RequestTarget.issue(path, null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%", "/%2", "/%zz", "/ä", "/a b", "/%-1", "/%+1", "/%٠1"})
  void refusesUnreadablePaths(String path) {
    assertThat(RequestTarget.issue(path, null)).contains(ApiError.BAD_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%00", "/%ff", "/%C3", "/%ed%a0%80", "/%c0%80"})
  void findsNothingUnderPathsThatAreNoText(String path) {
    assertThat(RequestTarget.issue(path, null)).contains(ApiError.notFound());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//",
        "/api//v1",
        "/api/v1;x/user",
        "/api/v1/user;",
        "/api/./v1",
        "/api/../v1",
        "/api/v1/user/.",
        "/api/v1/user/..",
        "/api\\v1",
        "/api/v1/organization/a%2Fb",
        "/api/v1/organization/a%5cb",
        "/api%2fv1/user",
        "*",
        "api/v1"
      })
  void findsNothingUnderPathsOfMoreThanOneReading(String path) {
    assertThat(RequestTarget.issue(path, null)).contains(ApiError.notFound());
  }

  @ParameterizedTest
  @CsvSource({
    "/%61pi/v1/%55ser, /api/v1/User",
    "/api/v1/%2e%2E/operator, /api/v1/../operator",
    "/a%2Db%5Fc%7Ed%2Ee%39, /a-b_c~d.e9",
    "/%72epository, /repository",
    "/api/v1/%72epository/a%2Fb, /api/v1/repository/a/b"
  })
  void leavesOneSpellingOfAPath(String path, String plain) {
    assertThat(RequestTarget.plain(path, "a=%61")).contains(plain + "?a=%61");
    assertThat(RequestTarget.plain(plain, null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a%40b", "/a%5Bb", "/%60", "/%C3%A4", "/%252e", "/a%3Bb%5C"})
  void leavesOtherEscapesAsTheyAre(String path) {
    assertThat(RequestTarget.plain(path, null)).isEmpty();
  }

  @Test
  void undoesTheEscapedSlashesOfARepositorysName() {
    String path = "/api/v1/repository/acme%2Fweb%2fapp/permissions/team/a%252Fb";
    String plain = "/api/v1/repository/acme/web/app/permissions/team/a%252Fb";
    assertThat(RequestTarget.plain(path, null)).contains(plain);
    assertThat(RequestTarget.plain(path, "a=%2F")).contains(plain + "?a=%2F");
    assertThat(RequestTarget.plain(plain, "a=%2F")).isEmpty();
    assertThat(RequestTarget.plain("/api/v1/organization/a%2Fb", null)).isEmpty();
  }

  @Test
  void refusesUnreadableQueries() {
    assertThat(RequestTarget.issue("/", "a=%00")).contains(ApiError.BAD_REQUEST);
    assertThat(RequestTarget.issue("/", "%00=a")).contains(ApiError.BAD_REQUEST);
    assertThat(RequestTarget.issue("/", "a=%zz")).contains(ApiError.BAD_REQUEST);
    assertThat(RequestTarget.issue("/", "a=%")).contains(ApiError.BAD_REQUEST);
    assertThat(RequestTarget.issue("/", "a=%ff&b")).isEmpty();
  }
}
