package dev.wharfinger.platform.http;

import dev.wharfinger.platform.config.Bound;

/** The longest texts that clients can store, in Unicode code points. Source: contract common 16. */
public final class TextLengths {

  /** Of a repository. */
  @Bound(
      of = "description of a repository",
      unit = "characters",
      beyond = "400",
      test = "StoredTextsApiTest.refusesTheFirstCharacterTooMany")
  public static final int REPOSITORY_DESCRIPTION = 65_536;

  /** Of a team, robot or application; the notes of a service key. */
  @Bound(
      of = "description of a team, a robot or an application; notes of a service key",
      unit = "characters",
      beyond = "400",
      test = "StoredTextsApiTest.refusesTheFirstCharacterTooMany")
  public static final int DESCRIPTION = 4_096;

  /** Of a message to all users. */
  @Bound(
      of = "message to all users",
      unit = "characters",
      beyond = "400",
      test = "StoredTextsApiTest.refusesTheFirstCharacterTooMany")
  public static final int MESSAGE = 16_384;

  /** Of an address (URL) of any kind. */
  @Bound(
      of = "address (URL)",
      unit = "characters",
      beyond = "400",
      test = "StoredTextsApiTest.refusesTheFirstCharacterTooMany")
  public static final int ADDRESS = 2_048;

  /** Of an e-mail address. */
  @Bound(
      of = "e-mail address",
      unit = "characters",
      beyond = "400",
      test = "StoredTextsApiTest.refusesTheFirstCharacterTooMany")
  public static final int EMAIL = 254;

  /** Of a name without a specific rule, a title or a text of a profile. */
  @Bound(
      of = "name, title or profile text",
      unit = "characters",
      beyond = "400",
      test = "StoredTextsApiTest.refusesTheFirstCharacterTooMany")
  public static final int NAME = 255;

  /** Of a password, a token or a code that is verified but not stored. */
  @Bound(
      of = "password, captcha response or invitation code",
      unit = "characters",
      beyond = "400",
      test = "StoredTextsApiTest.refusesTheFirstCharacterTooMany")
  public static final int SECRET = 8_192;

  /** Of a list of scopes. */
  @Bound(
      of = "scope",
      unit = "characters",
      beyond = "400",
      test = "StoredTextsApiTest.refusesTheFirstCharacterTooMany")
  public static final int SCOPE = 1_024;

  /** Of the metadata of a robot or a service key as JSON, all keys together. */
  @Bound(
      of = "metadata of a robot or a service key, as JSON",
      unit = "bytes",
      beyond = "400",
      test = "StoredTextsApiTest.refusesTheFirstByteTooMany")
  public static final int METADATA_BYTES = 16_384;

  /** Of a header as stored in the journal and the logs. */
  @Bound(
      of = "User-Agent as stored in the journal and the usage logs",
      unit = "characters",
      beyond = "cut",
      test = "StoredTextsApiTest.keepsTheBeginningOfAUserAgent")
  public static final int HEADER = 512;

  private TextLengths() {}
}
