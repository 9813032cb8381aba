package com.tripgen.ai.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A language in which travellers read.
enum Language {
  KOREAN("ko", Locale.KOREAN),
  ENGLISH("en", Locale.ENGLISH);

  private final String code;
  private final Locale locale;

  Language(String code, Locale locale) {
    this.code = code;
    this.locale = locale;
  }

  /// Korean where the code does not say, as in a trip.
  static Language ofCode(String code) {
    return code.equals(ENGLISH.code) ? ENGLISH : KOREAN;
  }

  /// What the locale of the environment asks for, English unless that is Korean.
  static Language of(Map<String, String> environment) {
    return Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
            .map(name -> environment.getOrDefault(name, ""))
            .filter(value -> !value.isEmpty())
            .findFirst()
            .orElse("")
            .startsWith(KOREAN.code)
        ? KOREAN
        : ENGLISH;
  }

  String code() {
    return code;
  }

  Locale locale() {
    return locale;
  }

  /// The one of two texts that is in this language.
  String say(String korean, String english) {
    return this == KOREAN ? korean : english;
  }

  /// Reads `ko` or `en` on the command line.
  static final class Code implements ITypeConverter<Language> {
    @Override
    public Language convert(String value) {
      return Arrays.stream(values())
          .filter(language -> language.code.equals(value))
          .findFirst()
          .orElseThrow(() -> new TypeConversionException("'" + value + "' is neither ko nor en"));
    }
  }
}
