package com.tripgen.ai.schedules;

import com.tripgen.ai.planning.Language;

/// What is said of a day whose weather has changed, to travellers.
sealed interface ImpactPhrases permits KoreanImpactPhrases, EnglishImpactPhrases {
  static ImpactPhrases in(Language language) {
    return switch (language) {
      case KO -> new KoreanImpactPhrases();
      case EN -> new EnglishImpactPhrases();
    };
  }

  /// The weather is no worse for being outdoors than what was expected, or not bad at all.
  String betterWeather(WeatherChange change);

  String nothingOutdoors(WeatherChange change);

  String hardlyMatters(WeatherChange change);

  /// Every affected stop has a swap.
  ///
  /// @param stops all of them, meals included
  String allSwapped(WeatherChange change, int stops);

  /// Some affected stops have no swap.
  ///
  /// @param missing of the stops, more than none
  String swapsMissing(WeatherChange change, int stops, int missing);

  String mostSightsAffected(WeatherChange change, int affected, int sights);
}
