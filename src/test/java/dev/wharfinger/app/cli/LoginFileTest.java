package dev.wharfinger.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginFileTest {

  private static final String HERE = "https://here.example";
  private static final String THERE = "https://there.example";
  private static final Credential.Token TOKEN = new Credential.Token("HUSH-1", "ada");
  private static final Credential.Session SESSION =
      new Credential.Session("ada", "_csrf_token=a", "b");

  @TempDir Path folder;

  @Test
  void aCredentialIsKnownAtItsServiceAlone() {
    LoginFile file = file();
    assertThat(file.current()).isEmpty();
    file.keep(HERE, TOKEN);
    file.keep(THERE, SESSION);
    assertThat(file.current()).contains(THERE);
    assertThat(file.at(HERE)).isEqualTo(TOKEN);
    assertThat(file.at(THERE)).isEqualTo(SESSION);
    assertThat(file.at("https://here.example.evil")).isEqualTo(new Credential.None());
    file.forget(THERE);
    assertThat(file.current()).isEmpty();
    assertThat(file.at(THERE)).isEqualTo(new Credential.None());
    assertThat(file.at(HERE)).isEqualTo(TOKEN);
  }

  @Test
  void onlyItsOwnerReadsItAlsoIfItWasOpenBefore() throws IOException {
    LoginFile file = file();
    file.keep(HERE, TOKEN);
    assertThat(mode(file.path())).isEqualTo("rw-------");
    assertThat(mode(Objects.requireNonNull(file.path().getParent()))).isEqualTo("rwx------");
    Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r--r--"));
    file.keep(THERE, TOKEN);
    assertThat(mode(file.path())).isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(Objects.requireNonNull(file.path().getParent()))) {
      assertThat(files).containsExactly(file.path());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"logins\": {\"x\": HUSH-1}}", "[]", "", "{\"logins\": 3}"})
  void aBrokenFileIsToldWithoutWhatIsInIt(String text) throws IOException {
    LoginFile file = file();
    Files.createDirectories(Objects.requireNonNull(file.path().getParent()));
    Files.writeString(file.path(), text);
    assertThatThrownBy(() -> file.at(HERE))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(file.path().toString())
        .hasMessageNotContaining("HUSH");
    assertThat(file.path()).hasContent(text);
  }

  @Test
  void aSlidingSessionIsWrittenOnceADayAndANewTokenAtOnce() throws IOException {
    LoginFile file = file();
    file.keep(HERE, SESSION);
    Credential.Session slid = new Credential.Session("ada", "_csrf_token=c", "b");
    file.renew(HERE, SESSION, slid);
    assertThat(file.at(HERE)).isEqualTo(SESSION);
    Files.setLastModifiedTime(
        file.path(), FileTime.from(Instant.now().minus(Duration.ofHours(25))));
    file.renew(HERE, SESSION, slid);
    assertThat(file.at(HERE)).isEqualTo(slid);
    Credential.Session verified = new Credential.Session("ada", "_csrf_token=d", "e");
    file.renew(HERE, slid, verified);
    assertThat(file.at(HERE)).isEqualTo(verified);
    file.forget(HERE);
    file.renew(HERE, verified, slid);
    assertThat(file.at(HERE)).as("who has logged out stays out").isEqualTo(new Credential.None());
  }

  @Test
  void followsTheXdgSpecification() {
    assertThat(LoginFile.of(Map.of("XDG_CONFIG_HOME", "/x", "HOME", "/h")).path())
        .isEqualTo(Path.of("/x/wharfinger/credentials.json"));
    assertThat(LoginFile.of(Map.of("XDG_CONFIG_HOME", "relative", "HOME", "/h")).path())
        .isEqualTo(Path.of("/h/.config/wharfinger/credentials.json"));
    assertThat(LoginFile.of(Map.of("HOME", "/h")).path())
        .isEqualTo(Path.of("/h/.config/wharfinger/credentials.json"));
  }

  @Test
  void noSecretIsInWhatCredentialsSayOfThemselves() {
    assertThat(TOKEN.toString() + SESSION).doesNotContain("HUSH", "_csrf_token");
  }

  private LoginFile file() {
    return new LoginFile(folder.resolve("config/wharfinger"));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
