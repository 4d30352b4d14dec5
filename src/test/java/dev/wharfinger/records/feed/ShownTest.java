package dev.wharfinger.records.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.journal.EventType;
import dev.wharfinger.platform.journal.EveryArea;
import dev.wharfinger.platform.vault.Personal;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ShownTest {

  private static final Pattern SUSPICIOUS =
      Pattern.compile("(?i).*(secret|password|hash|digest|code|token|challenge|private|seed).*");

  /** Looked at: neither secret nor good for finding one out. */
  private static final Set<String> HARMLESS =
      Set.of("codeChallenge", "manifestDigest", "newManifestDigest", "originalManifestDigest");

  /** Sealed, and secrets, parts of them, or what a mail says: digests stand for them. */
  private static final Set<String> SEALED_SECRETS =
      Set.of(
          "clientSecret",
          "code",
          "config",
          "message",
          "password",
          "passwordHash",
          "secret",
          "subject",
          "token",
          "username");

  @Test
  void ofEverySealedOrSuspiciousComponentItIsDecidedWhetherItIsShown() {
    Set<String> sealed = new TreeSet<>();
    Set<String> suspicious = new TreeSet<>();
    EveryArea.AREAS.types().stream()
        .map(EventType::event)
        .forEach(event -> collect(event, sealed, suspicious));
    assertThat(sealed).contains("email", "passwordHash");
    sealed.removeAll(Shown.PERSONAL);
    assertThat(sealed)
        .as("personal data go into Shown.PERSONAL, secrets are digests and stand here")
        .isEqualTo(new TreeSet<>(SEALED_SECRETS));
    suspicious.removeAll(HARMLESS);
    assertThat(suspicious)
        .as("secrets that are not sealed go into Shown.SECRET")
        .isEqualTo(new TreeSet<>(Shown.SECRET));
  }

  private static void collect(Type type, Set<String> sealed, Set<String> suspicious) {
    if (type instanceof ParameterizedType list) {
      collect(list.getActualTypeArguments()[0], sealed, suspicious);
    } else if (type instanceof Class<?> plain && plain.isRecord()) {
      for (RecordComponent component : plain.getRecordComponents()) {
        String name = component.getName();
        if (component.getType() == Personal.class) {
          sealed.add(name);
        } else if ((component.getType() == String.class || component.getType() == UUID.class)
            && SUSPICIOUS.matcher(name).matches()) {
          suspicious.add(name);
        }
        collect(component.getGenericType(), sealed, suspicious);
      }
    }
  }
}
