package dev.wharfinger.local;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The key that opens the journal's personal data: drawn once per data folder, for its owner's eyes
 * only.
 */
final class MasterKey {
  private static final int BYTES = 32;

  private MasterKey() {}

  /** Reads the key, or draws it on the first start. */
  static String of(Path folder) throws IOException {
    Path file = folder.resolve("master.key");
    if (Files.notExists(file)) {
      draw(folder, file);
    }
    return Files.readString(file).strip();
  }

  /** The key, if it was drawn. */
  static Optional<String> known(Path folder) throws IOException {
    Path file = folder.resolve("master.key");
    return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
  }

  /** The key that it replaces, which an operator leaves there while a rotation lasts. */
  static Optional<String> previous(Path folder) throws IOException {
    Path file = folder.resolve("master.key.previous");
    return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
  }

  /** Written beside and moved into place: a crash leaves no half key. */
  private static void draw(Path folder, Path file) throws IOException {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path draft = Files.createTempFile(folder, "master", ".key", ownerOnly);
    Files.writeString(draft, Base64.getEncoder().encodeToString(key) + "\n");
    try {
      Files.move(draft, file);
    } catch (FileAlreadyExistsException _) {
      Files.delete(draft);
    }
  }
}
