package dev.wharfinger.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * A folder with a file system of its own in memory, which can be full. Its size is set to what is
 * in it, so that a full disk takes no memory.
 */
final class SmallDisk implements AutoCloseable {
  private static final long SIZE = 2L << 30;
  private static final long MARGIN = 128L << 10;
  private static final int ATTEMPTS = 20;

  private final Path folder;
  private final boolean mounted;

  private SmallDisk(Path folder, boolean mounted) {
    this.folder = folder;
    this.mounted = mounted;
  }

  /** Why this user cannot mount; empty if it can. */
  static Optional<String> refusal(Path parent) throws IOException {
    Path folder = Files.createDirectories(parent.resolve("mount-test"));
    Optional<String> refusal = run(mount(folder));
    if (refusal.isEmpty()) {
      new SmallDisk(folder, true).close();
    }
    Files.delete(folder);
    return refusal;
  }

  /** A new disk, or a plain folder where there can be none. */
  static SmallDisk at(Path folder, boolean mount) throws IOException {
    Files.createDirectories(folder);
    if (mount) {
      must(mount(folder));
    }
    return new SmallDisk(folder, mount);
  }

  Path folder() {
    return folder;
  }

  /** From now on little more than nothing can be written. */
  void fill() throws IOException {
    FileStore store = Files.getFileStore(folder);
    Optional<String> refusal = Optional.of("");
    for (int attempt = 0; attempt < ATTEMPTS && refusal.isPresent(); attempt++) {
      refusal = resize(store.getTotalSpace() - store.getUnallocatedSpace() + MARGIN);
    }
    if (refusal.isPresent()) {
      throw new IllegalStateException(refusal.get());
    }
  }

  /** There is room again. */
  void empty() throws IOException {
    resize(SIZE)
        .ifPresent(refusal -> {
          throw new IllegalStateException(refusal);
        });
  }

  /** Leaves what the server has said beside the folder. */
  @Override
  public void close() throws IOException {
    if (mounted) {
      keepLogs();
      must(List.of("umount", "-l", folder.toString()));
    }
  }

  private void keepLogs() throws IOException {
    try (DirectoryStream<Path> logs = Files.newDirectoryStream(folder, "*.log")) {
      for (Path log : logs) {
        Files.copy(
            log,
            folder.resolveSibling(folder.getFileName() + ".log"),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private Optional<String> resize(long size) throws IOException {
    return run(List.of("mount", "-o", "remount,size=" + size, folder.toString()));
  }

  private static List<String> mount(Path folder) {
    return List.of(
        "mount", "-t", "tmpfs", "-o", "size=" + SIZE, "wharfinger-chaos", folder.toString());
  }

  private static void must(List<String> command) throws IOException {
    run(command)
        .ifPresent(refusal -> {
          throw new IllegalStateException(refusal);
        });
  }

  /** What a command that failed said. */
  private static Optional<String> run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.onExit().join().exitValue() == 0 ? Optional.empty() : Optional.of(said.strip());
  }
}
