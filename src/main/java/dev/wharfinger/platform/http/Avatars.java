package dev.wharfinger.platform.http;

import dev.wharfinger.platform.config.AvatarKind;
import dev.wharfinger.platform.config.Settings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Avatars with the digest that this installation uses, setting AVATAR_KIND. */
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

  /** Of an account, drawn from its stored e-mail, which may be the stand-in of a missing one. */
  public Avatar of(Avatar.Kind kind, String name, String email) {
    return Avatar.of(digest, kind, name, Optional.of(email));
  }

  /** Of a team. */
  public Avatar ofTeam(String name) {
    return Avatar.ofTeam(digest, name);
  }
}
