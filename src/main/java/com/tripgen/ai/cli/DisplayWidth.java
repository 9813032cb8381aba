package com.tripgen.ai.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// How many columns of a terminal a text takes: East Asian characters and emoji take two, combining
/// marks none. After Unicode's annex 11, where ambiguous characters count as narrow.
final class DisplayWidth {
  private static final int[][] WIDE = {
    {0x1100, 0x115F}, // Hangul syllables' first letters
    {0x2E80, 0x303E}, // CJK radicals and punctuation
    {0x3041, 0xA4CF}, // kana, CJK ideographs, Yi
    {0xA960, 0xA97F},
    {0xAC00, 0xD7A3}, // Hangul syllables
    {0xF900, 0xFAFF},
    {0xFE10, 0xFE19},
    {0xFE30, 0xFE6F},
    {0xFF01, 0xFF60}, // full-width forms
    {0xFFE0, 0xFFE6},
    {0x17000, 0x18CFF},
    {0x1B000, 0x1B2FF},
    {0x20000, 0x3FFFD},
  };

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private static final char NO_BREAK_SPACE = '\u00a0';

  private DisplayWidth() {}

  static int of(String text) {
    return text.codePoints().map(DisplayWidth::of).sum();
  }

  static int of(int codePoint) {
    if (takesNone(codePoint)) {
      return 0;
    }
    return takesTwo(codePoint) ? 2 : 1;
  }

  /// With blanks up to the width. A longer text stays as it is.
  static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - of(text)));
  }

  /// Lines of at most the width, broken between words, and within a word only where it alone is
  /// wider. At least one line. What no-break spaces join stays together; they come out as plain
  /// ones.
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int used = 0;
    for (String word : BLANKS.splitAsStream(text.strip()).toList()) {
      int length = of(word);
      if (used > 0 && used + 1 + length <= width) {
        line.append(' ').append(word);
        used += 1 + length;
        continue;
      }
      if (used > 0) {
        lines.add(line.toString());
      }
      String rest = lastPiece(word, width, lines);
      line = new StringBuilder(rest);
      used = of(rest);
    }
    lines.add(line.toString());
    lines.replaceAll(done -> done.replace(NO_BREAK_SPACE, ' '));
    return lines;
  }

  /// Adds the full pieces of a word that is too wide, and returns what is left of it.
  private static String lastPiece(String word, int width, List<String> lines) {
    StringBuilder piece = new StringBuilder();
    int used = 0;
    for (int codePoint : word.codePoints().toArray()) {
      int columns = of(codePoint);
      if (used > 0 && used + columns > width) {
        lines.add(piece.toString());
        piece.setLength(0);
        used = 0;
      }
      piece.appendCodePoint(codePoint);
      used += columns;
    }
    return piece.toString();
  }

  private static boolean takesTwo(int codePoint) {
    for (int[] range : WIDE) {
      if (codePoint < range[0]) {
        break;
      }
      if (codePoint <= range[1]) {
        return true;
      }
    }
    return Character.isEmojiPresentation(codePoint);
  }

  private static boolean takesNone(int codePoint) {
    // The vowels and last letters of Hangul syllables that are written in letters.
    if (codePoint >= 0x1160 && codePoint <= 0x11FF) {
      return true;
    }
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.FORMAT,
          Character.CONTROL ->
          true;
      default -> false;
    };
  }
}
