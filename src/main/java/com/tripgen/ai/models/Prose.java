package com.tripgen.ai.models;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a model may write for a traveller: a short text in the right language that says nothing
/// that the facts don't, as far as figures and [claims][Claim] go. What breaks a rule is not mended
/// but left out.
///
/// @param instructions of the question, no part of which may come back
/// @param facts as JSON; every figure of the text stands in them, and they make each of its claims
public record Prose(String instructions, String facts, Language language, int mostCharacters) {
  private static final int LEAST_CHARACTERS = 5;

  /// So many letters in a row in common with the instructions are no coincidence.
  private static final int REPEATED_LETTERS = 24;

  private static final double LEAST_SHARE = 0.6;

  private static final Pattern MARKUP = Pattern.compile("[<>{}\\[\\]|`\\\\@#*_=]");
  private static final Pattern ADDRESS =
      Pattern.compile("(?i)://|\\bwww\\.|\\b[a-z0-9-]+\\.(?:[a-z]{2,})(?:\\b|/)");
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}\\u2028\\u2029]");
  private static final Pattern FIGURE = Pattern.compile("\\p{Nd}+(?:[.,:]\\p{Nd}+)*");

  /// A string of the facts that says what nobody knows makes no claim.
  private static final Pattern UNKNOWN = Pattern.compile("\"[^\"]*(?:not known|확인되지 않)[^\"]*\"");

  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{Nd}]+");

  /// In which a text is written; names of places in another script are allowed.
  public enum Language {
    KOREAN(UnicodeScript.HANGUL),
    ENGLISH(UnicodeScript.LATIN);

    private final UnicodeScript script;

    Language(UnicodeScript script) {
      this.script = script;
    }
  }

  /// The text, if it may be shown.
  public Optional<String> accept(String text) {
    String stripped = text.strip();
    return stripped.length() >= LEAST_CHARACTERS
            && stripped.length() <= mostCharacters
            && isPlain(stripped)
            && isInLanguage(stripped)
            && !repeatsInstructions(stripped)
            && hasOnlyKnownFigures(stripped)
            && hasOnlyKnownClaims(stripped)
        ? Optional.of(stripped)
        : Optional.empty();
  }

  /// Whether a text is nothing but words: no markup, no address, nothing invisible.
  public static boolean isPlain(String text) {
    return !UNPRINTABLE.matcher(text).find()
        && !MARKUP.matcher(text).find()
        && !ADDRESS.matcher(text).find();
  }

  private boolean isInLanguage(String text) {
    int[] letters = text.codePoints().filter(Character::isLetter).toArray();
    long right =
        Arrays.stream(letters)
            .filter(letter -> UnicodeScript.of(letter) == language.script)
            .count();
    return right > 0 && right >= LEAST_SHARE * letters.length;
  }

  private boolean repeatsInstructions(String text) {
    String written = letters(text);
    String secret = letters(instructions);
    for (int i = 0; i + REPEATED_LETTERS <= written.length(); i++) {
      if (secret.contains(written.substring(i, i + REPEATED_LETTERS))) {
        return true;
      }
    }
    return false;
  }

  private static String letters(String text) {
    return NO_LETTERS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
  }

  private boolean hasOnlyKnownFigures(String text) {
    Set<String> known = figures(facts);
    return known.containsAll(figures(text));
  }

  private boolean hasOnlyKnownClaims(String text) {
    String known = UNKNOWN.matcher(facts).replaceAll("");
    return Arrays.stream(Claim.values()).noneMatch(it -> it.isIn(text) && !it.isIn(known));
  }

  private static Set<String> figures(String text) {
    return FIGURE.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }
}
