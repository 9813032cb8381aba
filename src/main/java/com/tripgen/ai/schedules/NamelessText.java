package com.tripgen.ai.schedules;

import static java.lang.Character.UnicodeScript.HANGUL;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What travellers wrote, without what tells who they are: their names and parts of names,
/// addresses for mail, and numbers as long as a telephone's. A word that is a name as well is lost
/// to the model alone; the embedded reader reads the text as it was written.
final class NamelessText {
  private static final Pattern MAIL = Pattern.compile("[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+");

  /// Seven digits and more, unless they are a date.
  private static final Pattern NUMBER =
      Pattern.compile("(?<!\\d)(?!\\d{4}-\\d{2}-\\d{2}(?!\\d))\\+?\\d(?:[ ().-]{0,2}\\d){6,}");

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /// A family name of one syllable, or of two, before a given name.
  private static final Pattern KOREAN_NAME = Pattern.compile("\\p{IsHangul}{3,4}");

  private NamelessText() {}

  static String of(String text, Collection<String> names) {
    String result = text;
    List<Pattern> written =
        names.stream()
            .map(String::strip)
            .flatMap(NamelessText::parts)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(NamelessText::asWritten)
            .toList();
    for (Pattern name : written) {
      result = name.matcher(result).replaceAll("(name)");
    }
    result = MAIL.matcher(result).replaceAll("(address)");
    return NUMBER.matcher(result).replaceAll("(number)");
  }

  /// The name as a whole, its words, and what a Korean is called by; nothing of one letter, which
  /// would be found everywhere.
  private static Stream<String> parts(String name) {
    Stream<String> words = Stream.concat(Stream.of(name), BLANKS.splitAsStream(name));
    Stream<String> given =
        KOREAN_NAME.matcher(name).matches()
            ? Stream.of(name.substring(1), name.substring(name.length() - 2))
            : Stream.empty();
    return Stream.concat(words, given).filter(part -> part.length() > 1);
  }

  /// Particles follow a Korean name without a blank; within a longer word of other letters it is no
  /// name. Capitals count: Park is one, a park is none.
  private static Pattern asWritten(String name) {
    boolean korean = name.codePoints().anyMatch(it -> Character.UnicodeScript.of(it) == HANGUL);
    String quoted = Pattern.quote(name);
    return korean
        ? Pattern.compile(quoted)
        : Pattern.compile("(?<!\\p{IsLatin})" + quoted + "(?!\\p{IsLatin})");
  }
}
