package com.tripgen.ai.schedules;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.DayWeather;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.TravelMode;
import com.tripgen.ai.planning.Vehicle;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// English.
final class EnglishPhrases implements Phrases {

  @Override
  public String reason(Ground ground, int turn) {
    return switch (ground) {
      case Ground.Described(String text) -> text;
      case Ground.MustVisit() ->
          pick(turn, "You said that you must see it.", "It is one of your must-visits.");
      case Ground.NamedInRequest() -> "You named it in your request.";
      case Ground.Liked liked -> liked(liked, turn);
      case Ground.WishedSetting(Setting setting) ->
          switch (setting) {
            case INDOOR -> "It is indoors, as you asked.";
            case OUTDOOR -> "It is outdoors, as you asked.";
            case MIXED -> "It is both indoors and outdoors, as you asked.";
          };
      case Ground.Wished() ->
          pick(turn, "It is the kind of place you asked for.", "It answers one of your wishes.");
      case Ground.Sheltered(Set<DayCondition> from) ->
          pick(
                  turn,
                  "It is indoors, out of %s.",
                  "Chosen for its roof because of %s.",
                  "%s cannot spoil a visit indoors.")
              .formatted(joined(from))
              .transform(EnglishPhrases::capitalised);
      case Ground.InSeason(var month) ->
          month.getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " is a good month for it.";
      case Ground.StepFree() -> "It can be seen without steps.";
      case Ground.Easy() ->
          pick(turn, "It can be seen at an easy pace.", "It asks little of the body.");
      case Ground.Rated(double rating) ->
          pick(turn, "Visitors rate it %s of 5.", "It has a rating of %s of 5.")
              .formatted(oneDecimal(rating));
      case Ground.Reached way ->
          "It is %s %s from %s."
              .formatted(minutes(way.minutes()), by(way.mode(), way.vehicle()), way.from());
      case Ground.Kind(PlaceCategory category) -> "It is there for " + kind(category) + ".";
      case Ground.MealAt at ->
          at.open()
              ? pick(turn, "It is open for %s at this hour.", "It serves when %s is due.")
                  .formatted(word(at.meal()))
              : "It is on the way when %s is due.".formatted(word(at.meal()));
      case Ground.MealNear(Ground.Meal meal, String near) ->
          "An hour is kept free for %s near %s.".formatted(word(meal), near);
    };
  }

  private static String liked(Ground.Liked liked, int turn) {
    String what = kind(PlaceCategory.valueOf(liked.preference().name()));
    if (liked.party() == 1) {
      return pick(turn, "It suits your taste for %s.", "Chosen because you like %s.")
          .formatted(what);
    }
    if (liked.members() == liked.party()) {
      return pick(turn, "All of you like %s.", "It suits a party that likes %s.").formatted(what);
    }
    return liked.members() == 1
        ? pick(turn, "One of you likes %s.", "Chosen for the one of you who likes %s.")
            .formatted(what)
        : pick(turn, "%2$d of you like %1$s.", "Chosen for the %2$d of you who like %1$s.")
            .formatted(what, liked.members());
  }

  private static String kind(PlaceCategory category) {
    return switch (category) {
      case SIGHTSEEING -> "sightseeing";
      case SHOPPING -> "shopping";
      case CULTURE -> "culture";
      case NATURE -> "nature";
      case SPORTS -> "being active";
      case REST -> "a rest";
      case FOOD -> "good food";
    };
  }

  private static String minutes(int minutes) {
    return minutes == 1 ? "1 minute" : minutes + " minutes";
  }

  private static String by(TravelMode mode, @Nullable Vehicle vehicle) {
    return switch (mode) {
      case WALK -> "on foot";
      case PUBLIC -> "by public transport";
      case CAR -> vehicle == Vehicle.TAXI ? "by taxi" : "by car";
    };
  }

  @Override
  public String meal(Ground.Meal meal) {
    return switch (meal) {
      case LUNCH -> "Lunch";
      case DINNER -> "Dinner";
    };
  }

  private static String word(Ground.Meal meal) {
    return switch (meal) {
      case LUNCH -> "lunch";
      case DINNER -> "dinner";
    };
  }

  @Override
  public String warning(DayCondition condition, DayWeather weather) {
    return switch (condition) {
      case RAIN -> "Rain is expected." + probability(weather);
      case SNOW -> "Snow is expected; paths may be slippery." + probability(weather);
      case STORM -> "A storm is expected; take care outdoors." + probability(weather);
      case HEAT ->
          "It gets as hot as %s °C; mind the heat.".formatted(number(weather.maxTemperature()));
      case COLD ->
          "It gets as cold as %s °C; dress warmly.".formatted(number(weather.minTemperature()));
      case DUST -> "Fine dust (PM10) is bad at %s µg/m³.".formatted(number(weather.pm10()));
      case CLEAR, CLOUDY, FOG ->
          throw new IllegalArgumentException(condition + " needs no warning");
    };
  }

  private static String probability(DayWeather weather) {
    Integer probability = weather.precipitationProbability();
    return probability == null ? "" : " The probability is %d %%.".formatted(probability);
  }

  @Override
  public List<String> preparation(Set<DayCondition> conditions) {
    Set<String> items = new LinkedHashSet<>();
    conditions.stream()
        .sorted()
        .forEach(
            condition ->
                items.addAll(
                    switch (condition) {
                      case RAIN -> List.of("umbrella", "shoes that may get wet");
                      case SNOW -> List.of("non-slip shoes", "gloves");
                      case STORM -> List.of("raincoat", "shoes that may get wet");
                      case HEAT -> List.of("water", "hat", "sunscreen");
                      case COLD -> List.of("warm coat", "gloves", "scarf");
                      case DUST -> List.of("mask");
                      case CLEAR, CLOUDY, FOG -> List.<String>of();
                    }));
    return List.copyOf(items);
  }

  @Override
  public String insteadOutdoors(Candidate indoors, double kilometres) {
    return "Indoors, about %s km away, for %s when the weather is bad."
        .formatted(oneDecimal(kilometres), kind(indoors.category()));
  }

  @Override
  public String photoSpots(List<String> spots) {
    return "For pictures: " + String.join(", ", spots) + ".";
  }

  @Override
  public String events(List<String> events) {
    return "Events: " + String.join(", ", events) + ".";
  }

  @Override
  public String lastEntry(LocalTime time) {
    return "Last entry is at %s.".formatted(time);
  }

  @Override
  public String takeItEasy(List<String> restPoints) {
    return "Go slowly and sit down on the way (%s).".formatted(String.join(", ", restPoints));
  }

  @Override
  public String seeMore(List<String> spots) {
    return "With time and energy left, also see: " + String.join(", ", spots) + ".";
  }

  @Override
  public String hoursUnknown() {
    return "The opening hours are not known; please check before you go.";
  }

  @Override
  public String unverifiedPlace() {
    return "A language model proposed this place; it has not been verified.";
  }

  @Override
  public String unverifiedRest(LocalTime start) {
    return "A rest is planned from %s, but nobody knows of a place to sit down here."
        .formatted(start);
  }

  @Override
  public String exposed() {
    return "Outdoors, but kept because no indoor place can take its position.";
  }

  @Override
  public String outdoorsBecauseMust() {
    return "Outdoors, but kept whatever the weather because you must see it.";
  }

  @Override
  public String noModel() {
    return "No language model is available, so the built-in planner made the schedule alone.";
  }

  @Override
  public String modelFellBack() {
    return "No language model gave a valid answer in time, so the built-in planner made the"
        + " schedule alone.";
  }

  @Override
  public String noOtherPlan() {
    return "No other plan fits this trip, so its sights stay as they were.";
  }

  @Override
  public String noOtherSights(int day) {
    return "No other sights fit day " + day + ", so it keeps those that it had.";
  }

  private static String joined(Set<DayCondition> conditions) {
    return conditions.stream()
        .sorted()
        .map(
            condition ->
                switch (condition) {
                  case RAIN -> "the rain";
                  case SNOW -> "the snow";
                  case STORM -> "the storm";
                  case HEAT -> "the heat";
                  case COLD -> "the cold";
                  case DUST -> "the dust";
                  case CLEAR, CLOUDY, FOG -> "the weather";
                })
        .collect(Collectors.joining(" and "));
  }

  private static String capitalised(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }

  private static String pick(int turn, String... wordings) {
    return wordings[turn % wordings.length];
  }

  private static String number(@Nullable Double value) {
    return value == null ? "?" : oneDecimal(value).replaceFirst("\\.0$", "");
  }

  private static String oneDecimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
