package dev.wharfinger.platform.vault;

/**
 * What keys are derived from a master key for. Source: docs/adr/0015-rotation-of-the-master-key.md,
 * which says of each what a rotation means to it.
 */
public enum KeyPurpose {
  /** Authenticates journal records, which are never written again. */
  JOURNAL_MAC("journal-mac", KeyPurpose.HMAC, true),
  /** Authenticates what is on the log of keys; a former one only recognises what it wrote. */
  SUBJECT_KEY_LOG("subject-key-log", KeyPurpose.HMAC, true),
  /** Seals secrets that are shown again, in events. */
  READABLE_SECRETS("readable-secrets", KeyPurpose.AES, true),
  /** Seals credentials of upstream registries, in events. */
  UPSTREAM_CREDENTIALS("proxy-cache", KeyPurpose.AES, true),
  /** Encrypts passwords that users keep in the configuration of their clients. */
  ENCRYPTED_PASSWORDS("encrypted-password", KeyPurpose.AES, true),
  /** The codes in mails, of which events hold the digests. */
  MAIL_CODES("mail-codes", "HKDF", true),
  /** The seed of the key that signs checkpoints of the transparency log; a former one goes on. */
  CHECKPOINTS("checkpoints", "HKDF", true),
  /** Seals the private keys that sign tokens. */
  SIGNING_KEYS("signing-keys", KeyPurpose.AES, false),
  /** Seals the private keys of the registry authority. */
  REGISTRY_AUTHORITY("registry-authority", KeyPurpose.AES, false),
  /** Seals session cookies. */
  SESSIONS("sessions", KeyPurpose.AES, false),
  /** Seals page tokens and consent tickets. */
  PAGE_TOKENS("page-tokens", KeyPurpose.AES, false),
  /** Digests requests with an {@code Idempotency-Key}. */
  IDEMPOTENCY("idempotency", KeyPurpose.HMAC, false),
  /** Digests the names that failed sign-ins are counted by. */
  SIGN_IN_FAILURES("sign-in-failures", KeyPurpose.HMAC, false),
  /** Digests secrets in the audit feed. */
  AUDIT_DIGESTS("audit-digests", KeyPurpose.HMAC, false);

  private static final String HMAC = "HmacSHA256";
  private static final String AES = "AES";

  private final String label;
  private final String algorithm;
  private final boolean lasting;

  /**
   * A purpose.
   *
   * @param label goes into the derivation and must never change
   * @param lasting whether the derived key is kept when the master key is replaced, because what it
   *     was used for cannot be written again
   */
  KeyPurpose(String label, String algorithm, boolean lasting) {
    this.label = label;
    this.algorithm = algorithm;
    this.lasting = lasting;
  }

  String label() {
    return label;
  }

  String algorithm() {
    return algorithm;
  }

  boolean isLasting() {
    return lasting;
  }
}
