package dev.wharfinger.platform.security;

import java.util.Locale;
import java.util.Optional;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.lang.JoseException;

/**
 * A presented token in the form of a JWT; nothing in it is verified yet. Source: contract
 * neighbours 1.1.
 *
 * @param signature by jose4j, because SmallRye JWT gives no access to the header of a token
 */
record PresentedJwt(
    String token, JsonWebSignature signature, JwtClaims claims, boolean accessToken) {

  /** Parses the token if it is a JWT with {@code typ} {@code JWT} or {@code at+jwt}. */
  static Optional<PresentedJwt> read(String token) {
    try {
      JsonWebSignature signature = new JsonWebSignature();
      signature.setCompactSerialization(token);
      String type = signature.getHeader(HeaderParameterNames.TYPE);
      Optional<Boolean> accessToken =
          switch (type == null ? "" : type.toLowerCase(Locale.ROOT)) {
            case "at+jwt", "application/at+jwt" -> Optional.of(true);
            case "jwt" -> Optional.of(false);
            default -> Optional.empty();
          };
      JwtClaims claims = JwtClaims.parse(signature.getUnverifiedPayload());
      return accessToken.map(access -> new PresentedJwt(token, signature, claims, access));
    } catch (JoseException | InvalidJwtException _) {
      return Optional.empty();
    }
  }

  Optional<String> issuer() {
    try {
      return Optional.ofNullable(claims.getIssuer()).filter(text -> !text.isEmpty());
    } catch (MalformedClaimException _) {
      return Optional.empty();
    }
  }

  Optional<String> keyId() {
    return Optional.ofNullable(signature.getKeyIdHeaderValue());
  }
}
