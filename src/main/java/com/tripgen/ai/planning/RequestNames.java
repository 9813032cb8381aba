package com.tripgen.ai.planning;

import com.tripgen.ai.planning.RequestClauses.Span;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the names of candidates in a request. White space and case do not count, longer names come
/// first, and a Korean name may carry a particle.
final class RequestNames {
  /// A name that was found, and the places that bear it.
  record Found(Span span, boolean korean, Set<String> placeIds) {}

  /// A second name stands in parentheses or behind a dot.
  private static final Pattern NAME_PARTS = Pattern.compile("[()·/]");

  private static final Pattern PALACE_OR_TEMPLE = Pattern.compile("(\\p{L}{6,}) (?:Palace|Temple)");

  private static final Pattern PARTICLE =
      Pattern.compile(
          "(?:에서는|에서도|에서|에는|에도|에|을|를|은|는|이랑|이나|이|가|과|와|도|만|의|으로|로|까지|부터|랑|하고|나"
              + "|쪽|근처|구경|관람|방문|투어|산책)?(?![\\p{L}\\p{N}])");

  private static final int SHORTEST_KOREAN = 2;
  private static final int SHORTEST_ABBREVIATION = 3;
  private static final int SHORTEST = 4;

  private RequestNames() {}

  /// @param text the request, composed (NFC)
  /// @param lower the request in lower case, of the same length
  static List<Found> in(String text, String lower, List<Candidate> candidates) {
    int[] positions = new int[text.length()];
    StringBuilder compact = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isWhitespace(text.charAt(i))) {
        positions[compact.length()] = i;
        compact.append(lower.charAt(i));
      }
    }
    List<Found> found = new ArrayList<>();
    occurring(compact.toString(), candidates)
        .forEach(
            (name, placeIds) -> {
              for (int at = compact.indexOf(name); at >= 0; at = compact.indexOf(name, at + 1)) {
                Span span = new Span(positions[at], positions[at + name.length() - 1] + 1);
                if (isWhole(text, span, name)
                    && !RequestWord.isWord(span.of(lower))
                    && found.stream().noneMatch(other -> overlap(other.span(), span))) {
                  found.add(new Found(span, endsKorean(name), placeIds));
                }
              }
            });
    return found;
  }

  /// The places by those of their names that occur in a request, longest names first.
  private static Map<String, Set<String>> occurring(String request, List<Candidate> candidates) {
    Map<String, Set<String>> placeIds =
        new TreeMap<>(
            Comparator.comparingInt(String::length)
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
    for (Candidate candidate : candidates) {
      List<String> names = new ArrayList<>(candidate.details().aliases());
      names.add(candidate.name());
      for (String name : names) {
        for (String variant : variants(name)) {
          String compact = compact(variant);
          if (isLongEnough(compact, variant) && request.contains(compact)) {
            placeIds.computeIfAbsent(compact, n -> new TreeSet<>()).add(candidate.id());
          }
        }
      }
    }
    return placeIds;
  }

  private static List<String> variants(String name) {
    List<String> variants = new ArrayList<>(List.of(name));
    NAME_PARTS.splitAsStream(name).forEach(variants::add);
    Matcher palace = PALACE_OR_TEMPLE.matcher(name);
    if (palace.matches()) {
      variants.add(palace.group(1));
    }
    return variants;
  }

  private static String compact(String name) {
    StringBuilder compact = new StringBuilder(name.length());
    for (char c : Normalizer.normalize(name, Normalizer.Form.NFC).toCharArray()) {
      if (!Character.isWhitespace(c)) {
        compact.append(RequestReader.folded(c));
      }
    }
    return compact.toString();
  }

  private static boolean isLongEnough(String compact, String name) {
    if (compact.isEmpty()) {
      return false;
    }
    if (endsKorean(compact)) {
      return compact.length() >= SHORTEST_KOREAN;
    }
    return compact.length() >= SHORTEST
        || (compact.length() >= SHORTEST_ABBREVIATION && isUpperCase(name.strip()));
  }

  private static boolean isWhole(String text, Span span, String name) {
    if (span.start() > 0 && Character.isLetterOrDigit(text.charAt(span.start() - 1))) {
      return false;
    }
    if (endsKorean(name)) {
      return PARTICLE.matcher(text).region(span.end(), text.length()).lookingAt();
    }
    if (name.length() < SHORTEST && !isUpperCase(span.of(text))) {
      return false;
    }
    return span.end() == text.length() || !isLatin(text.charAt(span.end()));
  }

  private static boolean isUpperCase(String text) {
    return text.chars().allMatch(Character::isUpperCase);
  }

  private static boolean isLatin(char c) {
    return Character.isLetterOrDigit(c) && !isHangul(c);
  }

  private static boolean endsKorean(String name) {
    return isHangul(name.charAt(name.length() - 1));
  }

  private static boolean isHangul(char c) {
    return c >= '가' && c <= '힣';
  }

  private static boolean overlap(Span one, Span other) {
    return one.start() < other.end() && other.start() < one.end();
  }
}
