package dev.wharfinger.platform.http;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which media types count as JSON. Source: contract common 5. */
final class MediaTypes {

  private static final Set<String> CHARSETS = Set.of("utf-8", "utf8", "us-ascii", "ascii");
  private static final Pattern CHARSET = Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]*)");

  private MediaTypes() {}

  /** {@code application/json} or {@code application/*+json}, with a charset permitted for JSON. */
  static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    String text = contentType.toLowerCase(Locale.ROOT);
    int end = text.indexOf(';');
    String type = (end < 0 ? text : text.substring(0, end)).strip();
    Matcher charset = CHARSET.matcher(text);
    return (type.equals("application/json")
            || (type.startsWith("application/") && type.endsWith("+json")))
        && (!charset.find() || CHARSETS.contains(charset.group(1)));
  }
}
