package com.tripgen.ai.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes a request apart into clauses and says which of them say no.
///
/// In English a no comes first and reaches over the following items of the sentence, up to one with
/// a verb or "more" of its own. In Korean it comes last, so that an item without a predicate takes
/// it from the clause it leads to. Where that is in doubt a clause counts as negated: a wish
/// overlooked does less harm than a wish turned round.
final class RequestClauses {
  record Span(int start, int end) {
    String of(String text) {
      return text.substring(start, end);
    }
  }

  /// @param negated whether the clause declines what it names
  record Clause(Span span, boolean negated) {}

  private static final Pattern SENTENCE_END =
      Pattern.compile(
          "[!?;\\n\\r。！？…]+|\\.(?=\\s|$)|\\b(?:but|however|although|though)\\b"
              + "|(?<=^|\\s)(?:하지만|그러나|그런데|근데|반면)(?=\\s)");

  private static final Pattern ITEM_END =
      Pattern.compile(
          "[,、，·/&+()]|\\b(?:and|or|then|also|plus|so|because|since|while)\\b"
              + "|(?=\\b(?:instead of|rather than|without)\\b)");

  /// After a Korean predicate or a connective ending, unless an auxiliary verb follows.
  private static final Pattern KOREAN_CLAUSE_END =
      Pattern.compile(
          "(?:(?<!최)고(?!\\s+(?:싶|있|계|나서|나면))|지만|는데|은데|인데|한데|니까|므로"
              + "|[아어해여라와려서]서|으며|면서|않게|않도록|대신|대신에|(?<!무엇)보다|보다는|없이|피해"
              + "|(?<![필중주수일])요|니다|[싶좋싫겠한]다)(?=\\s)");

  private static final Pattern ENGLISH_NO =
      Pattern.compile(
          "\\b(?:no|not|never|without|avoid\\w*|skip\\w*|hat(?:e|es|ing)|dislik\\w*|except|nor|neither|instead"
              + " of|rather than|cannot|exclud\\w*|tired of|sick of|bor(?:ed|ing)|too much|too"
              + " many|minimi[sz]\\w*|limit\\w*|stop|refuse|anything"
              + " but|nothing|enough|allerg\\w*)\\b|n't\\b");

  private static final Pattern ENGLISH_YES =
      Pattern.compile(
          "\\b(?:more|love|likes?|prefer|wants?|please|focus|mostly|mainly|only|lots|plenty|many"
              + "|enjoy|would|let's|rather|favou?r|start|take)\\b|"
              + RequestReader.READ_PHRASE);

  private static final Pattern KOREAN_NO =
      Pattern.compile(
          "싫|않|아니|말고|말아|마세요|지 ?(?:마|말)|빼고|빼 ?주|제외|피하|피해|없|(?<=^|\\s)못|지 ?못|(?<=^|\\s)안 ?"
              + "(?=\\s|가|하|먹|좋)|별로|그만|최소|(?<!무엇)보다|대신|질색|무서|알레르기|알러지|지루|줄여|줄이");

  /// One word, an item of a list: the predicate that says yes or no is still to come.
  private static final Pattern KOREAN_ITEM = Pattern.compile("\\S+(?<!요|다)");

  private static final Pattern HANGUL =
      Pattern.compile("[가-힣" + RequestReader.READ_KOREAN_NAME + "]");

  private RequestClauses() {}

  /// @param text in lower case; characters of [RequestReader] may stand for what was read already
  static List<Clause> of(String text) {
    List<Clause> clauses = new ArrayList<>();
    for (Span sentence : split(SENTENCE_END, text, new Span(0, text.length()))) {
      List<Span> items = new ArrayList<>();
      for (Span item : split(ITEM_END, text, sentence)) {
        items.addAll(koreanClauses(text, item));
      }
      clauses.addAll(sentence(text, items));
    }
    return clauses;
  }

  private static List<Span> split(Pattern separator, String text, Span whole) {
    List<Span> parts = new ArrayList<>();
    int start = whole.start();
    for (Matcher cut = within(separator, text, whole); cut.find(); ) {
      parts.add(new Span(start, cut.start()));
      start = cut.end();
    }
    parts.add(new Span(start, whole.end()));
    parts.removeIf(part -> part.of(text).isBlank());
    return parts;
  }

  private static List<Span> koreanClauses(String text, Span item) {
    List<Span> parts = new ArrayList<>();
    int start = item.start();
    for (Matcher end = within(KOREAN_CLAUSE_END, text, item); end.find(); ) {
      parts.add(new Span(start, end.end()));
      start = end.end();
    }
    parts.add(new Span(start, item.end()));
    parts.removeIf(part -> part.of(text).isBlank());
    return parts;
  }

  private static Matcher within(Pattern pattern, String text, Span span) {
    return pattern.matcher(text).region(span.start(), span.end()).useTransparentBounds(true);
  }

  private static List<Clause> sentence(String text, List<Span> items) {
    boolean[] negated = new boolean[items.size()];
    boolean carried = false;
    for (int i = 0; i < items.size(); i++) {
      String item = items.get(i).of(text);
      if (HANGUL.matcher(item).find()) {
        negated[i] = KOREAN_NO.matcher(item).find() || ENGLISH_NO.matcher(item).find();
        carried = false;
      } else {
        boolean saysNo = ENGLISH_NO.matcher(item).find();
        negated[i] = saysNo || (carried && !ENGLISH_YES.matcher(item).find());
        carried = negated[i];
      }
    }
    for (int i = items.size() - 2; i >= 0; i--) {
      if (negated[i + 1] && isKoreanItem(items.get(i).of(text))) {
        negated[i] = true;
      }
    }
    List<Clause> clauses = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      clauses.add(new Clause(items.get(i), negated[i]));
    }
    return clauses;
  }

  private static boolean isKoreanItem(String item) {
    return HANGUL.matcher(item).find()
        && KOREAN_ITEM.matcher(item.strip()).matches()
        && RequestWord.isThemeIn(item);
  }
}
