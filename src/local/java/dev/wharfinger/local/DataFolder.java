package dev.wharfinger.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder {@code ./run} keeps everything in, held by one process at a time. A marker file shows
 * that it is ours: {@code --fresh} must never empty somebody's home.
 */
final class DataFolder implements AutoCloseable {
  private static final String MARKER = "wharfinger-data";
  private static final String LOCK = "lock";
  private static final Set<String> KEPT = Set.of(MARKER, LOCK);

  private final Path folder;
  private final FileChannel channel;

  private DataFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Opens or creates the folder, ends what a killed owner left running, and locks it until closed.
   *
   * @param told is told what was ended
   */
  static DataFolder open(Path path, Consumer<String> told) throws IOException {
    Path folder = path.toAbsolutePath().normalize();
    claim(folder);
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new RunFailure(
          "another ./run uses " + folder + "; stop it, or set WHARFINGER_DATA to another folder");
    }
    DataFolder data = new DataFolder(folder, channel);
    data.endLeftovers(told);
    return data;
  }

  Path path() {
    return folder;
  }

  Path serviceLog() {
    return folder.resolve("service.log");
  }

  PidFile servicePid() {
    return new PidFile(folder.resolve("service.pid"));
  }

  /** Deletes all data, keys included. */
  void empty() throws IOException {
    for (Path child : children(folder)) {
      if (!KEPT.contains(String.valueOf(child.getFileName()))) {
        Folders.delete(child);
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static void claim(Path folder) throws IOException {
    Path marker = folder.resolve(MARKER);
    if (Files.exists(marker)) {
      return;
    }
    if (Files.exists(folder) && !(Files.isDirectory(folder) && children(folder).isEmpty())) {
      throw new RunFailure(
          folder
              + " is not a data folder of Wharfinger; set WHARFINGER_DATA to a new or empty one");
    }
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    Files.writeString(marker, "Data of Wharfinger; ./run --fresh empties this folder.\n");
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  private void endLeftovers(Consumer<String> told) throws IOException {
    List<String> ended = new ArrayList<>();
    if (servicePid().endLeftover()) {
      ended.add("the service");
    }
    if (LocalKafkaProcess.endLeftover(folder.resolve("kafka"))) {
      ended.add("Kafka");
    }
    if (LocalPostgres.endLeftover(folder.resolve("postgres"))) {
      ended.add("Postgres");
    }
    if (!ended.isEmpty()) {
      told.accept("Ended what an earlier ./run had left running: " + String.join(", ", ended));
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    }
  }
}
