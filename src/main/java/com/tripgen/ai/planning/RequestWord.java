package com.tripgen.ai.planning;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The words that [RequestReader] knows, and what they ask for. Korean is matched by stems, because
/// particles and endings follow without a space.
public enum RequestWord {
  INDOOR("\\bindoors?\\b|실내"),
  OUTDOOR("\\boutdoors?\\b|\\bopen[- ]air\\b|야외|실외"),
  MUSEUM("\\bmuseums?\\b|\\b(?:art )?galler(?:y|ies)\\b|\\bexhibitions?\\b|박물관|미술관|전시"),
  FOOD(
      "\\b(?:local |street )?(?:foods?|cuisine)\\b|\\bfoodies?\\b|\\brestaurants?\\b|\\bgourmet\\b"
          + "|\\bculinary\\b|\\beating\\b|\\bgood eats\\b|맛집|음식|먹거리|먹방|미식|식도락|맛있는"),
  SHOPPING("\\bshops?\\b|\\bshopping\\b|\\bmalls?\\b|\\bsouvenirs?\\b|쇼핑|백화점|아울렛|면세점|기념품"),
  NATURE(
      "\\bnature\\b|\\bscenery\\b|\\blandscapes?\\b|\\bforests?\\b|\\bgardens?\\b"
          + "|(?<!amusement )(?<!theme )(?<!water )(?<!car )\\bparks?\\b"
          + "|자연(?!스)|(?<!놀이)공원|숲|풍경|수목원"),
  CHILDREN(
      "\\bchild(?:ren)?\\b|\\bkids?\\b|\\btoddlers?\\b|\\bbab(?:y|ies)\\b|\\bfamily[- ]friendly\\b"
          + "|어린이|(?<![가-힣])아이(?!스|돌|폰|디어|템|패드|슬)|아기|유아|키즈"),
  SLOW(
      "\\bslow(?:ly|er)?\\b|\\brelax(?:ed|ing)?\\b|\\bleisurely\\b|\\beasy[- ]?going\\b"
          + "|\\btake it easy\\b|\\bunhurried\\b|천천히|여유|느긋|느리게|쉬엄쉬엄|쉬엄"),
  FEWER(
      "\\bfewer (?:places|sights|stops|things|activities|visits|spots|attractions)\\b"
          + "|^fewer$|(?:장소|관광지|일정|명소|코스)\\S{0,2} ?(?:적게|조금만|줄여|줄이)|^적게(?:$| ?(?:다니|보|가|돌|둘러))"),
  MORE(
      "\\bmore (?:places|sights|stops|things|activities|visits|spots|attractions)\\b|^more$"
          + "|\\b(?:many|much) (?:\\w+ )?as possible\\b|\\bsee (?:a lot|lots|everything)\\b"
          + "|\\b(?:packed|busy|full) (?:days?|schedule|itinerary)\\b"
          + "|많은 ?(?:곳|장소|관광지|명소)|(?:장소|관광지|일정|명소|곳|구경)\\S{0,2} ?많이"
          + "|^(?:최대한 |더 )?많이(?: ?(?:보|구경|둘러|돌아|다니)|$)|알차"),
  EARLY("\\bearly\\b|일찍|이른 ?(?:아침|시간|시각)|아침형"),
  LATE(
      "\\b(?:start|begin|leave|out|up|sleep|go|set off)(?: \\w+){0,2} late(?:r)?\\b"
          + "|\\blate (?:starts?|risers?|mornings?|nights?|evenings?)\\b|^late$|\\bsleep in\\b"
          + "|늦게|늦은 ?(?:아침|저녁|시간|밤)|늦잠|느지막");

  /// Ways to say slow that look like a negation.
  private static final Pattern UNHURRIED =
      Pattern.compile(
          "\\b(?:no|not|don't|never|without)(?: \\w+){0,3}? (?:too )?"
              + "(?:rush(?:ed|ing)?|hurr(?:y|ied|ying)|hectic|stress(?:ful)?|packed|busy)\\b"
              + "|\\bless (?:rushed|hectic|packed|busy)\\b"
              + "|(?:서두르|무리하|빡빡하|빠듯하|빡세|바쁘)지 ?(?:않|말|마)\\S*|무리 ?없이");

  /// Ways to say fewer that look like a negation.
  private static final Pattern NOT_MANY =
      Pattern.compile(
          "\\bnot (?:too |so )?many (?:places|sights|stops|things|activities|spots|attractions)\\b"
              + "|(?:장소|관광지|일정|명소|코스)\\S{0,2} ?(?:너무 )?많지 ?않\\S*");

  /// An early flight or a late check-in is a fact, not a wish about the day.
  private static final Pattern ABOUT_TRAVEL =
      Pattern.compile(
          "\\bflights?\\b|\\btrains?\\b|\\bbus\\b|\\barriv\\w*|\\bcheck|\\bland\\b"
              + "|\\b(?:dinner|lunch|breakfast)\\b|도착|비행|기차|체크|저녁 ?식사|점심");

  private final Pattern pattern;

  RequestWord(String pattern) {
    this.pattern = Pattern.compile(pattern);
  }

  Pattern pattern() {
    return pattern;
  }

  /// The wording of a negation that nevertheless asks for something.
  @Nullable Pattern positiveNegation() {
    return switch (this) {
      case SLOW -> UNHURRIED;
      case FEWER -> NOT_MANY;
      case INDOOR, OUTDOOR, MUSEUM, FOOD, SHOPPING, NATURE, CHILDREN, MORE, EARLY, LATE -> null;
    };
  }

  /// Whether the word means in this clause what it means elsewhere.
  boolean isMeantIn(String clause) {
    return switch (this) {
      case EARLY, LATE -> !ABOUT_TRAVEL.matcher(clause).find();
      case INDOOR, OUTDOOR, MUSEUM, FOOD, SHOPPING, NATURE, CHILDREN, SLOW, FEWER, MORE -> true;
    };
  }

  /// Whether the word asks for a kind of place, so that less of it would be a negation.
  boolean isTheme() {
    return switch (this) {
      case INDOOR, OUTDOOR, MUSEUM, FOOD, SHOPPING, NATURE, CHILDREN -> true;
      case SLOW, FEWER, MORE, EARLY, LATE -> false;
    };
  }

  /// Whether a text names a kind of place or a place.
  static boolean isThemeIn(String text) {
    return text.indexOf(RequestReader.READ_KOREAN_NAME) >= 0
        || Arrays.stream(values())
            .anyMatch(word -> word.isTheme() && word.pattern.matcher(text).find());
  }

  /// Whether a text is nothing but one of the words, and so no name.
  static boolean isWord(String text) {
    return Arrays.stream(values()).anyMatch(word -> word.pattern.matcher(text).matches());
  }
}
