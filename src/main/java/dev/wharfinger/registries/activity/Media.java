package dev.wharfinger.registries.activity;

import java.util.Locale;
import java.util.Set;

/** What media types mean (OCI image specification, Docker image manifest V2 schema 2). */
final class Media {

  private static final Set<String> MANIFESTS =
      Set.of(
          "application/vnd.docker.distribution.manifest.v1+json",
          "application/vnd.docker.distribution.manifest.v1+prettyjws",
          "application/vnd.docker.distribution.manifest.v2+json",
          "application/vnd.docker.distribution.manifest.list.v2+json",
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.oci.artifact.manifest.v1+json");

  private static final Set<String> INDEXES =
      Set.of(
          "application/vnd.docker.distribution.manifest.list.v2+json",
          "application/vnd.oci.image.index.v1+json");

  private static final String DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";
  private static final String CONFIG = ".config.v1+json";
  private static final String EMPTY = "application/vnd.oci.empty.v1+json";

  private static final Set<String> FOREIGN =
      Set.of(
          "application/vnd.docker.image.rootfs.foreign.diff.tar",
          "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
          "application/vnd.oci.image.layer.nondistributable.v1.tar",
          "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
          "application/vnd.oci.image.layer.nondistributable.v1.tar+zstd");

  private Media() {}

  /** Whether it is the type of a manifest or an index. */
  static boolean isManifest(String type) {
    return MANIFESTS.contains(plain(type));
  }

  /** Whether it is the type of an index. */
  static boolean isIndex(String type) {
    return INDEXES.contains(plain(type));
  }

  /** Whether a manifest's reference of this type is to its config, which comes first. */
  static boolean isConfig(String type, boolean first) {
    String plain = plain(type);
    return plain.equals(DOCKER_CONFIG) || plain.endsWith(CONFIG) || (first && plain.equals(EMPTY));
  }

  /** Whether it is the type of a layer stored elsewhere. */
  static boolean isForeign(String type) {
    return FOREIGN.contains(plain(type));
  }

  private static String plain(String type) {
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }
}
