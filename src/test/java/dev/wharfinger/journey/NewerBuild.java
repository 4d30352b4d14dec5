package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.ServiceProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The packaged service as a later version would be: it writes an event in a new format, which is
 * declared as DEVELOPING.md says, and reads the old one. Only the classes that this changes are
 * compiled again; they stand before those of the artifact on the class path.
 */
final class NewerBuild {

  /** What it writes. */
  static final String EVENT = "organization-invoice-address-changed.v2";

  private static final String OLD_EVENT = Chain.ADDRESS_CHANGED;
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path AREA = Path.of("dev/wharfinger/accounts/organization");

  private NewerBuild() {}

  /** Makes it in this folder; returns what to run. */
  static Path in(Path folder) throws IOException {
    Path artifact = Objects.requireNonNull(ServiceProcess.jar().getParent());
    Path sources = folder.resolve("sources");
    change(
        sources,
        "OrganizationEvent.java",
        "@EventName(\"" + OLD_EVENT + "\")",
        "@EventName(\"" + EVENT + "\")");
    change(
        sources,
        "OrganizationArea.java",
        "  @Override\n  public void audit(",
        """
          @Override
          public List<dev.wharfinger.platform.journal.EventType> pastVersions() {
            return List.of(
                dev.wharfinger.platform.journal.EventType.past(
                    "%s",
                    OrganizationInvoiceAddressChanged.class,
                    java.util.function.UnaryOperator.identity()));
          }

          @Override
          public void audit(
        """
            .formatted(OLD_EVENT)
            .stripTrailing());
    Path classes = Files.createDirectories(folder.resolve("classes"));
    compile(sources, classes, artifact);
    Path build = Files.createDirectories(folder.resolve("build"));
    for (String part : List.of("app", "lib", "quarkus")) {
      var _ = Files.deleteIfExists(build.resolve(part));
      var _ = Files.createSymbolicLink(build.resolve(part), artifact.resolve(part));
    }
    jar(classes, build.resolve("newer.jar"));
    return runner(build.resolve("quarkus-run.jar"));
  }

  private static void change(Path to, String file, String from, String into) throws IOException {
    String source = Files.readString(SOURCES.resolve(AREA).resolve(file));
    assertThat(source).as(file).containsOnlyOnce(from);
    var _ = Files.createDirectories(to.resolve(AREA));
    var _ = Files.writeString(to.resolve(AREA).resolve(file), source.replace(from, into));
  }

  private static void compile(Path sources, Path classes, Path artifact) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> libraries = Files.walk(artifact.resolve("lib"));
        Stream<Path> changed = Files.list(sources.resolve(AREA))) {
      String classPath =
          Stream.concat(Stream.of(artifact.resolve("app/wharfinger.jar")), libraries)
              .filter(path -> path.toString().endsWith(".jar"))
              .map(Path::toString)
              .collect(Collectors.joining(":"));
      List<String> options =
          List.of("-d", classes.toString(), "-cp", classPath, "-proc:none", "-parameters");
      assertThat(
              compiler
                  .getTask(
                      null,
                      files,
                      null,
                      options,
                      null,
                      files.getJavaFileObjectsFromPaths(changed.toList()))
                  .call())
          .as("compiled")
          .isTrue();
    }
  }

  private static void jar(Path classes, Path to) throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(to));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        jar.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
        var _ = Files.copy(file, jar);
        jar.closeEntry();
      }
    }
  }

  /** The artifact's own jar holds nothing but its class path. */
  private static Path runner(Path to) throws IOException {
    try (JarFile own = new JarFile(ServiceProcess.jar().toFile());
        OutputStream out = Files.newOutputStream(to)) {
      Manifest manifest = own.getManifest();
      Attributes attributes = manifest.getMainAttributes();
      String classPath = attributes.getValue(Attributes.Name.CLASS_PATH);
      var _ = attributes.put(Attributes.Name.CLASS_PATH, "newer.jar " + classPath);
      new JarOutputStream(out, manifest).close();
    }
    return to;
  }
}
