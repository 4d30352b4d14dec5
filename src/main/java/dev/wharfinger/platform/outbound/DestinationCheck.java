package dev.wharfinger.platform.outbound;

import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.outbound.Verdict.Reason;
import dev.wharfinger.platform.text.Excerpt;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Prevents users from making the service send requests to what only the service can reach (SSRF).
 * Source: contract organization 2.18.
 */
@Singleton
public class DestinationCheck {

  private static final Set<String> INTERNAL_NAMES =
      Set.of(
          "localhost",
          "metadata",
          "metadata.google.internal",
          "metadata.azure.internal",
          "metadata.tencentyun.com",
          "metadata.packet.net",
          "metadata.platformequinix.com",
          "instance-data",
          "kubernetes",
          "kubernetes.default",
          "kubernetes.default.svc",
          "kubernetes.default.svc.cluster.local");

  private final NameLookup names;
  private final AllowedHosts allowed;

  @Inject
  DestinationCheck(NameLookup names, Settings settings) {
    this.names = names;
    this.allowed = new AllowedHosts(settings.ssrfAllowedHosts());
  }

  /** Checks the text, then resolves the host and checks all its addresses. */
  public Uni<Verdict> check(Url url) {
    Optional<Verdict> bad = syntax(url);
    return bad.isPresent()
        ? Uni.createFrom().item(bad.get())
        : addresses(url).map(found -> judge(url, found));
  }

  /** Resolves the host of an operator-configured address, without restrictions. */
  Uni<Verdict> resolve(Url url) {
    Optional<Verdict> bad = syntax(url);
    return bad.isPresent()
        ? Uni.createFrom().item(bad.get())
        : addresses(url)
            .map(found ->
                found.isEmpty() || url.port().isEmpty()
                    ? new Verdict.Refused(
                        Reason.UNRESOLVABLE, "Cannot resolve hostname '%s'".formatted(url.host()))
                    : new Verdict.Allowed(url, url.port().get(), found));
  }

  private static Optional<Verdict> syntax(Url url) {
    if (!url.scheme().equals("http") && !url.scheme().equals("https")) {
      return refused(
          Reason.SYNTAX,
          "Invalid URL scheme '%s': only HTTP and HTTPS are allowed"
              .formatted(Excerpt.of(url.scheme())));
    }
    if (url.hasCredentials()) {
      return refused(Reason.SYNTAX, "URLs with embedded credentials are not allowed");
    }
    if (url.host().isEmpty()) {
      return refused(Reason.SYNTAX, "URL must include a hostname");
    }
    return Optional.empty();
  }

  private Uni<List<InetAddress>> addresses(Url url) {
    Optional<InetAddress> literal = AddressBlock.address(url.host());
    return literal.isPresent()
        ? Uni.createFrom().item(List.of(literal.get()))
        : url.asciiHost().map(names::addresses).orElseGet(() -> Uni.createFrom().item(List.of()));
  }

  private Verdict judge(Url url, List<InetAddress> found) {
    if (found.isEmpty()) {
      return new Verdict.Refused(
          Reason.UNRESOLVABLE, "Cannot resolve hostname '%s'".formatted(Excerpt.of(url.host())));
    }
    Optional<Integer> port = url.port();
    if (port.isEmpty() || !url.isWritable() || !mayReach(url, found)) {
      return new Verdict.Refused(Reason.BLOCKED, "The provided registry URL is not allowed");
    }
    return new Verdict.Allowed(url, port.get(), found);
  }

  private boolean mayReach(Url url, List<InetAddress> found) {
    String host = url.asciiHost().orElse(url.host());
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    if (allowed.name(name)) {
      return true;
    }
    boolean internal = isInternal(name);
    return found.stream()
        .allMatch(
            address -> allowed.address(address) || (!internal && PublicAddresses.contain(address)));
  }

  private static boolean isInternal(String name) {
    return INTERNAL_NAMES.contains(name) || name.endsWith(".internal") || name.endsWith(".local");
  }

  private static Optional<Verdict> refused(Reason reason, String text) {
    return Optional.of(new Verdict.Refused(reason, text));
  }
}
