package dev.wharfinger.platform.security;

import java.util.Locale;
import java.util.Optional;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.jwx.JsonWebStructure;

/**
 * A presented token in the form of a JWT; nothing in it is verified yet. Source: contract
 * neighbours 1.1.
 */
record PresentedJwt(JwtContext context, boolean accessToken) {

  private static final String ACCESS_TOKEN = "at+jwt";

  private static final JwtConsumer READER =
      new JwtConsumerBuilder()
          .setSkipAllValidators()
          .setDisableRequireSignature()
          .setSkipSignatureVerification()
          .build();

  /** Parses the token if it is a JWT with {@code typ} {@code JWT} or {@code at+jwt}. */
  static Optional<PresentedJwt> read(String token) {
    try {
      JwtContext context = READER.process(token);
      String type = context.getJoseObjects().getFirst().getHeader(HeaderParameterNames.TYPE);
      return switch (type == null ? "" : type.toLowerCase(Locale.ROOT)) {
        case ACCESS_TOKEN, "application/at+jwt" -> Optional.of(new PresentedJwt(context, true));
        case "jwt" -> Optional.of(new PresentedJwt(context, false));
        default -> Optional.empty();
      };
    } catch (InvalidJwtException _) {
      return Optional.empty();
    }
  }

  JwtClaims claims() {
    return context.getJwtClaims();
  }

  Optional<String> issuer() {
    try {
      return Optional.ofNullable(claims().getIssuer()).filter(text -> !text.isEmpty());
    } catch (MalformedClaimException _) {
      return Optional.empty();
    }
  }

  Optional<String> keyId() {
    JsonWebStructure outer = context.getJoseObjects().getFirst();
    return Optional.ofNullable(outer.getKeyIdHeaderValue());
  }
}
