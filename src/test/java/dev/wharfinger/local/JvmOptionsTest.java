package dev.wharfinger.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The options that the service is shipped with. */
class JvmOptionsTest {

  /** Of {@code -XX:+ExitOnOutOfMemoryError}. */
  private static final int OUT_OF_MEMORY = 3;

  @Test
  void memoryThatRunsOutEndsTheProcess() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Processes.java(),
                ServiceProcess.JVM_OPTIONS,
                "-Xmx16m",
                "-cp",
                Processes.classPath(),
                Hoarder.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isEqualTo(OUT_OF_MEMORY);
  }

  /** Takes all memory and bears that there is no more, as a thread of a server does. */
  static final class Hoarder {

    private Hoarder() {}

    public static void main(String[] arguments) {
      List<byte[]> hoard = new ArrayList<>();
      try {
        while (true) {
          hoard.add(new byte[1024 * 1024]);
        }
      } catch (OutOfMemoryError _) {
        hoard.clear();
      }
    }
  }
}
