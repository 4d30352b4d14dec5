package dev.wharfinger.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfigCommandTest {

  private static final String QUAYS =
      """
      SERVER_HOSTNAME: quay.example.com
      SECRET_KEY: hidden-1
      DB_URI: postgresql://quay:hidden-2@db/quay
      DISTRIBUTED_STORAGE_CONFIG: {default: [LocalStorage, {storage_path: /data}]}
      FEATURE_MAILING: false
      FEATURE_SIGNING: true
      SUPER_USERS: [ann]
      SESSION_TIMEOUT: 12h
      """;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();

  @Test
  void tellsWhatBecomesOfAFileOfQuay() throws IOException {
    assertThat(check(QUAYS)).isZero();
    assertThat(out.toString())
        .contains(
            """
            Refused: 0
            Taken: 5
              FEATURE_MAILING
              SECRET_KEY
              SERVER_HOSTNAME
              SESSION_TIMEOUT
              SUPER_USERS
            Ignored, because they have no meaning here: 3
              DB_URI
              DISTRIBUTED_STORAGE_CONFIG
              FEATURE_SIGNING
            Different from Quay unless set:\
            """)
        .contains("  BROWSER_API_CALLS_XHR_ONLY: false by default, true in Quay\n")
        .doesNotContain("FEATURE_MAILING: false by default")
        .doesNotContain("hidden");
  }

  @Test
  void saysEverythingThatWouldStopTheStart() throws IOException {
    assertThat(
            check(QUAYS + "AVATAR_KIND: foo\nFEATURE_PROXY_CACHE: perhaps\nWHARFINGER_TYPO: 1\n"))
        .isEqualTo(1);
    assertThat(out.toString())
        .contains("Refused: 3\n")
        .contains("  AVATAR_KIND: \"foo\" is not allowed; it takes local or gravatar\n")
        .contains("  FEATURE_PROXY_CACHE: \"perhaps\" is not allowed")
        .contains("  WHARFINGER_TYPO is not a key of Wharfinger\n")
        .doesNotContain("WHARFINGER_MASTER_KEY is required")
        .doesNotContain("hidden");
  }

  @Test
  void saysWhyAFileCannotBeRead() throws IOException {
    assertThat(check("hidden")).isEqualTo(1);
    assertThat(out.toString()).contains("is not a mapping").doesNotContain("hidden");
    assertThat(check("FEATURE_MAILING: {hidden: 1}")).isEqualTo(1);
    assertThat(out.toString()).contains("FEATURE_MAILING in ").doesNotContain("hidden");
  }

  private int check(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("config.yaml"), content);
    return new CommandLine(new Commands())
        .setOut(new PrintWriter(out))
        .execute("config", "check", file.toString());
  }
}
