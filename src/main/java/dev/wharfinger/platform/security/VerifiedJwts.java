package dev.wharfinger.platform.security;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import java.security.PublicKey;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Verifies JWTs by SmallRye JWT, which is stricter here than by its defaults. */
public final class VerifiedJwts {

  private static final JWTParser PARSER =
      new DefaultJWTParser(new DefaultJWTCallerPrincipalFactory());

  private VerifiedJwts() {}

  /**
   * The rules for tokens that must expire and need neither name their holder nor tell when they
   * were issued.
   *
   * @param algorithms the only ones accepted; a public key must never serve as a shared secret
   * @param skewSeconds by how much clocks may differ
   */
  public static JWTAuthContextInfo rules(Set<SignatureAlgorithm> algorithms, int skewSeconds) {
    JWTAuthContextInfo rules = new JWTAuthContextInfo();
    rules.setSignatureAlgorithm(algorithms);
    rules.setClockSkew(skewSeconds);
    rules.setRelaxVerificationKeyValidation(false);
    rules.setRequireNamedPrincipal(false);
    rules.setMaxTimeToLiveSecs(0L);
    // without a path, groups that are no list end in a ClassCastException
    rules.setGroupsPath("groups");
    return rules;
  }

  /** The token's content; fails if the key did not sign it or it breaks the rules. */
  public static JsonWebToken verify(String token, PublicKey key, JWTAuthContextInfo rules)
      throws ParseException {
    JWTAuthContextInfo withKey = new JWTAuthContextInfo(rules);
    withKey.setPublicVerificationKey(key);
    return PARSER.parse(token, withKey);
  }
}
