package com.tripgen.ai.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// How many letters must be put in, left out or replaced to make one word of another (Levenshtein).
final class EditDistance {
  private EditDistance() {}

  /// The word that is most like a given one, if it is like it at all: a third of its letters may be
  /// wrong.
  static Optional<String> nearest(String word, Collection<String> words) {
    return words.stream()
        .min(Comparator.<String>comparingInt(it -> between(word, it)).thenComparing(it -> it))
        .filter(it -> between(word, it) <= Math.max(1, word.length() / 3));
  }

  static int between(String from, String to) {
    int[] before = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = before[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(before[j], row[j - 1]) + 1);
      }
      before = row;
    }
    return before[to.length()];
  }
}
