package com.tripgen.ai.planning;

import com.tripgen.ai.planning.RequestClauses.Clause;
import com.tripgen.ai.planning.RequestClauses.Span;
import com.tripgen.ai.planning.Wishes.DayShift;
import com.tripgen.ai.planning.Wishes.Pace;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads special requests, Korean or English, by the words of [RequestWord] and the names of the
/// candidates. What says no to something is not read at all, since [Wishes] can only raise.
public final class RequestReader {
  // These stand in the text for what was read already, so that no clause ends inside it.
  static final char READ_KOREAN_NAME = '\uE000';
  static final char READ_NAME = '\uE001';
  static final char READ_PHRASE = '\uE002';

  private static final Pattern PRIVATE_USE = Pattern.compile("[\\p{Co}\\p{Cc}&&[^\\n\\r\\t]]");

  /// Less of what is named.
  private static final Pattern LOWERING =
      Pattern.compile("\\b(?:less|fewer)\\b|(?<=^|\\s)덜(?=\\s)|적게|조금만");

  /// A diet or allergy is more than a wish for food, and is not understood.
  private static final Pattern DIET =
      Pattern.compile(
          "\\b(?:vegetarian|vegan|halal|kosher|gluten\\S*|allerg\\w*)|채식|비건|할랄|알레르기|알러지");

  private static final Pattern COURTESY =
      Pattern.compile(
          "(?:please|thanks?|thank you(?: (?:so|very) much)?|hi|hello|안녕하세요|감사합니다|고맙습니다"
              + "|잘? ?부탁(?:드려요|드립니다|해요|합니다)?)");

  private record Hit(Span span, RequestWord word) {}

  private final String text;
  private final StringBuilder unread;
  private final List<RequestNames.Found> names;
  private final List<Hit> phrases = new ArrayList<>();

  private final Set<PlaceCategory> categories = EnumSet.noneOf(PlaceCategory.class);
  private final Set<Setting> settings = EnumSet.noneOf(Setting.class);
  private final Set<String> tags = new TreeSet<>();
  private final Set<String> placeIds = new TreeSet<>();
  private Pace pace = Pace.USUAL;
  private DayShift dayShift = DayShift.USUAL;
  private final Set<String> understood = new LinkedHashSet<>();
  private final Set<String> ignored = new LinkedHashSet<>();

  public static Wishes read(String specialRequests, List<Candidate> candidates) {
    return specialRequests.isBlank()
        ? Wishes.NONE
        : new RequestReader(specialRequests, candidates).wishes();
  }

  /// The same wishes and those that somebody else read in the same text, by what they were read
  /// from. What was read before stays.
  public static Wishes add(Wishes before, Map<String, RequestWord> readings) {
    RequestReader reader = new RequestReader(before);
    readings.forEach(
        (quote, word) -> {
          if (reader.wish(word)) {
            reader.understood.add(quote);
            reader.ignored.removeIf(clause -> clause.contains(quote) || quote.contains(clause));
          }
        });
    return reader.read().withAffinities(before.affinities());
  }

  private RequestReader(Wishes before) {
    text = "";
    unread = new StringBuilder();
    names = List.of();
    categories.addAll(before.categories());
    settings.addAll(before.settings());
    tags.addAll(before.tags());
    placeIds.addAll(before.placeIds());
    pace = before.pace();
    dayShift = before.dayShift();
    understood.addAll(before.understood());
    ignored.addAll(before.ignored());
  }

  private RequestReader(String specialRequests, List<Candidate> candidates) {
    text =
        PRIVATE_USE
            .matcher(Normalizer.normalize(specialRequests, Normalizer.Form.NFC))
            .replaceAll(" ");
    unread = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      unread.append(folded(text.charAt(i)));
    }
    names = RequestNames.in(text, unread.toString(), candidates);
    names.forEach(name -> cover(name.span(), name.korean() ? READ_KOREAN_NAME : READ_NAME));
    for (RequestWord word : RequestWord.values()) {
      Pattern pattern = word.positiveNegation();
      if (pattern != null) {
        for (Matcher phrase = pattern.matcher(unread.toString()); phrase.find(); ) {
          phrases.add(new Hit(new Span(phrase.start(), phrase.end()), word));
        }
      }
    }
    phrases.forEach(phrase -> cover(phrase.span(), READ_PHRASE));
  }

  /// A character as it is compared; one for one, so that positions stay.
  static char folded(char c) {
    return c == '’' ? '\'' : Character.toLowerCase(c);
  }

  private void cover(Span span, char by) {
    for (int i = span.start(); i < span.end(); i++) {
      unread.setCharAt(i, by);
    }
  }

  private Wishes wishes() {
    String lower = unread.toString();
    for (Clause clause : RequestClauses.of(lower)) {
      String words = clause.span().of(lower);
      if (COURTESY.matcher(words.strip()).matches()) {
        continue;
      }
      if (clause.negated() || DIET.matcher(words).find() || !read(clause.span(), words)) {
        ignored.add(clause.span().of(text).strip());
      }
    }
    return read();
  }

  private Wishes read() {
    return new Wishes(
        categories,
        settings,
        tags,
        placeIds,
        pace,
        dayShift,
        List.copyOf(understood),
        List.copyOf(ignored));
  }

  /// Whether anything was understood.
  private boolean read(Span clause, String words) {
    List<Hit> hits = hits(clause, words);
    boolean theme = hits.stream().anyMatch(hit -> hit.word().isTheme());
    if (theme && LOWERING.matcher(words).find()) {
      return false;
    }
    if (theme) {
      // "Many museums" asks for museums, not for many places.
      hits.removeIf(hit -> hit.word() == RequestWord.MORE || hit.word() == RequestWord.FEWER);
    }
    boolean anything = false;
    for (Hit hit : hits) {
      if (wish(hit.word())) {
        understood.add(hit.span().of(text));
        anything = true;
      }
    }
    for (RequestNames.Found name : names) {
      if (isIn(name.span(), clause)) {
        placeIds.addAll(name.placeIds());
        understood.add(name.span().of(text));
        anything = true;
      }
    }
    return anything;
  }

  private List<Hit> hits(Span clause, String words) {
    List<Hit> hits = new ArrayList<>();
    phrases.stream().filter(phrase -> isIn(phrase.span(), clause)).forEach(hits::add);
    int lead = words.length() - words.stripLeading().length();
    String stripped = words.strip();
    for (RequestWord word : RequestWord.values()) {
      if (word.isMeantIn(stripped)) {
        for (Matcher match = word.pattern().matcher(stripped); match.find(); ) {
          int start = clause.start() + lead + match.start();
          hits.add(new Hit(new Span(start, start + match.end() - match.start()), word));
        }
      }
    }
    hits.sort(Comparator.comparingInt(hit -> hit.span().start()));
    return hits;
  }

  private static boolean isIn(Span span, Span clause) {
    return span.start() >= clause.start() && span.end() <= clause.end();
  }

  /// Takes a wish down; false when it contradicts one that came before.
  private boolean wish(RequestWord word) {
    return switch (word) {
      case INDOOR -> {
        settings.add(Setting.INDOOR);
        yield true;
      }
      case OUTDOOR -> {
        settings.add(Setting.OUTDOOR);
        yield true;
      }
      case MUSEUM -> {
        // Places of a request carry no tags: their museums are known by the category alone.
        categories.add(PlaceCategory.CULTURE);
        tags.add("museum");
        yield true;
      }
      case FOOD -> {
        categories.add(PlaceCategory.FOOD);
        yield true;
      }
      case SHOPPING -> {
        categories.add(PlaceCategory.SHOPPING);
        yield true;
      }
      case NATURE -> {
        categories.add(PlaceCategory.NATURE);
        tags.add("nature");
        yield true;
      }
      case CHILDREN -> {
        tags.addAll(List.of("children", "family"));
        yield true;
      }
      case SLOW, FEWER -> keep(Pace.FEWER);
      case MORE -> keep(Pace.MORE);
      case EARLY -> keep(DayShift.EARLY);
      case LATE -> keep(DayShift.LATE);
    };
  }

  private boolean keep(Pace wished) {
    pace = pace == Pace.USUAL ? wished : pace;
    return pace == wished;
  }

  private boolean keep(DayShift wished) {
    dayShift = dayShift == DayShift.USUAL ? wished : dayShift;
    return dayShift == wished;
  }
}
