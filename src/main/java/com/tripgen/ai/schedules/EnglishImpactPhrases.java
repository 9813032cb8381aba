package com.tripgen.ai.schedules;

import java.util.Locale;

/// English phrases.
record EnglishImpactPhrases() implements ImpactPhrases {

  @Override
  public String betterWeather(WeatherChange change) {
    return turn(change) + " That does no harm outdoors: the day can stay as it is.";
  }

  @Override
  public String nothingOutdoors(WeatherChange change) {
    return turn(change) + " Nothing on this day is outdoors: it can stay as it is.";
  }

  @Override
  public String hardlyMatters(WeatherChange change) {
    return turn(change) + " It hardly matters: the day can stay as it is.";
  }

  @Override
  public String allSwapped(WeatherChange change, int stops) {
    return turn(change)
        + (stops == 1
            ? " One outdoor stop is affected and can be swapped for a place indoors."
            : " %d outdoor stops are affected; all of them can be swapped for places indoors."
                .formatted(stops));
  }

  @Override
  public String swapsMissing(WeatherChange change, int stops, int missing) {
    return turn(change)
        + " Of %d affected outdoor %s, %d %s nothing indoors to be swapped for: make this day again."
            .formatted(
                stops, stops == 1 ? "stop" : "stops", missing, missing == 1 ? "has" : "have");
  }

  @Override
  public String mostSightsAffected(WeatherChange change, int affected, int sights) {
    return turn(change)
        + " %d of %d sights %s affected: make this day again."
            .formatted(affected, sights, affected == 1 ? "is" : "are");
  }

  private static String turn(WeatherChange change) {
    return change.before() == change.after()
        ? "The forecast is still %s.".formatted(word(change.after()))
        : "The forecast changed from %s to %s."
            .formatted(word(change.before()), word(change.after()));
  }

  private static String word(DayCondition condition) {
    return switch (condition) {
      case CLEAR -> "clear skies";
      case CLOUDY -> "clouds";
      case FOG, RAIN, SNOW, STORM, HEAT, COLD, DUST -> condition.name().toLowerCase(Locale.ROOT);
    };
  }
}
