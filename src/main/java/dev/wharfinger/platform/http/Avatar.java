package dev.wharfinger.platform.http;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How an account or a team is drawn; the colour is derived from the hash. Source: contract common
 * 10.
 */
@RegisterForReflection
public record Avatar(String name, String hash, String color, Kind kind) {

  private static final List<String> COLORS =
      List.of(
          "#969696", "#aec7e8", "#ff7f0e", "#ffbb78", "#2ca02c", "#98df8a", "#d62728", "#ff9896",
          "#9467bd", "#c5b0d5", "#8c564b", "#c49c94", "#e377c2", "#f7b6d2", "#7f7f7f", "#c7c7c7",
          "#bcbd22", "#1f77b4", "#17becf", "#9edae5", "#393b79", "#5254a3", "#6b6ecf", "#9c9ede",
          "#9ecae1", "#31a354", "#b5cf6b", "#a1d99b", "#8c6d31", "#ad494a", "#e7ba52", "#a55194");

  /** The colours of avatars, in the order in which hashes select them. */
  public static List<String> colors() {
    return COLORS;
  }

  /** What the avatar stands for. */
  @RegisterForReflection
  public enum Kind {
    USER("user"),
    ROBOT("robot"),
    ORGANIZATION("org"),
    TEAM("team"),
    APPLICATION("app");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The name on the wire. */
    @JsonValue
    public String word() {
      return word;
    }
  }

  /** Which digest the installation's avatars use, setting AVATAR_KIND. */
  public enum Digest {
    LOCAL("SHA-256"),
    GRAVATAR("MD5");

    private final String algorithm;

    Digest(String algorithm) {
      this.algorithm = algorithm;
    }
  }

  /**
   * The avatar of a user, robot or organization, derived from its e-mail or, without one, its name.
   */
  public static Avatar of(Digest digest, Kind kind, String name, Optional<String> email) {
    return seeded(digest, kind, name, email.filter(address -> !address.isEmpty()).orElse(name));
  }

  /** The avatar of a team. */
  public static Avatar ofTeam(Digest digest, String name) {
    return seeded(digest, Kind.TEAM, name, name);
  }

  private static Avatar seeded(Digest digest, Kind kind, String name, String seed) {
    String hash = hash(digest, seed.strip().toLowerCase(Locale.ROOT));
    String color = COLORS.get(Integer.parseInt(hash.substring(0, 2), 16) % COLORS.size());
    return new Avatar(name, hash, color, kind);
  }

  private static String hash(Digest digest, String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance(digest.algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + digest.algorithm, e);
    }
  }
}
