package com.tripgen.ai.sources;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// The form in which names are compared: case, white space and the way characters are composed do
/// not count.
final class NameKey {
  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

  private NameKey() {}

  static String of(String name) {
    return WHITE_SPACE
        .matcher(Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
        .replaceAll("");
  }
}
