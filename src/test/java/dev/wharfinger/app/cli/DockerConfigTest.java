package dev.wharfinger.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerConfigTest {

  /** {@code acme+crane:HUSH}, encoded elsewhere. */
  private static final String AUTH = "YWNtZStjcmFuZTpIVVNI";

  @TempDir Path folder;

  @Test
  void holdsNameAndTokenAsDockerReadsThem() {
    assertThat(DockerConfig.of("registry.example:5000", "acme+crane", "HUSH").toString())
        .isEqualTo("{\"auths\":{\"registry.example:5000\":{\"auth\":\"" + AUTH + "\"}}}");
  }

  @Test
  void whatIsInTheFileStays() throws IOException {
    Path file = folder.resolve("config.json");
    Files.writeString(
        file,
        "{\"auths\": {\"other\": {\"auth\": \"x\"}, \"r\": {\"email\": \"old\"}}, \"proxies\": {}}");
    DockerConfig.write(file.toString(), "r", "acme+crane", "HUSH");
    JsonNode config = new ObjectMapper().readTree(file.toFile());
    assertThat(config)
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    "{\"auths\": {\"other\": {\"auth\": \"x\"}, \"r\": {\"auth\": \"%s\"}}, \"proxies\": {}}"
                        .formatted(AUTH)));
  }

  @Test
  void aNewFileIsForItsOwnerAlone() throws IOException {
    Path file = folder.resolve("new/config.json");
    DockerConfig.write(file.toString(), "r", "acme+crane", "HUSH");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path file = Files.writeString(folder.resolve("real.json"), "{}");
    Path link = Files.createSymbolicLink(folder.resolve("link.json"), file);
    DockerConfig.write(link.toString(), "r", "acme+crane", "HUSH");
    assertThat(link).isSymbolicLink();
    assertThat(Files.readString(file)).contains(AUTH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"not json", "[1]", "{\"auths\": []}"})
  void aFileOfAnotherKindIsLeftAlone(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("config.json"), text);
    assertThatThrownBy(() -> DockerConfig.write(file.toString(), "r", "acme+crane", "HUSH"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("left as it is");
    assertThat(file).hasContent(text);
  }
}
