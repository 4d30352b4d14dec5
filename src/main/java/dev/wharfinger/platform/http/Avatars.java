package dev.wharfinger.platform.http;

import dev.wharfinger.platform.config.AvatarKind;
import dev.wharfinger.platform.config.Settings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Creates avatars with the digest that this installation uses, setting AVATAR_KIND. */
@Singleton
public class Avatars {

  private final Avatar.Digest digest;

  @Inject
  Avatars(Settings settings) {
    this.digest =
        switch (settings.avatarKind()) {
          case AvatarKind.LOCAL -> Avatar.Digest.LOCAL;
          case AvatarKind.GRAVATAR -> Avatar.Digest.GRAVATAR;
        };
  }

  /** The avatar of an account, derived from its stored e-mail or the placeholder for it. */
  public Avatar of(Avatar.Kind kind, String name, String email) {
    return Avatar.of(digest, kind, name, Optional.of(email));
  }

  /** The avatar of a team. */
  public Avatar ofTeam(String name) {
    return Avatar.ofTeam(digest, name);
  }
}
