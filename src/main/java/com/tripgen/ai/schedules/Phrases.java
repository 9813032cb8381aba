package com.tripgen.ai.schedules;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.DayWeather;
import com.tripgen.ai.planning.Language;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;

/// What travellers read, in one language. Whole sentences, unless said otherwise.
sealed interface Phrases permits KoreanPhrases, EnglishPhrases {
  static Phrases in(Language language) {
    return switch (language) {
      case KO -> new KoreanPhrases();
      case EN -> new EnglishPhrases();
    };
  }

  /// Why a stop is in the schedule.
  ///
  /// @param turn chooses among wordings
  String reason(Ground ground, int turn);

  /// A title, no sentence.
  String meal(Ground.Meal meal);

  String warning(DayCondition condition, DayWeather weather);

  /// Things, no sentences.
  List<String> preparation(Set<DayCondition> conditions);

  String insteadOutdoors(Candidate indoors, double kilometres);

  String photoSpots(List<String> spots);

  String events(List<String> events);

  String lastEntry(LocalTime time);

  String takeItEasy(List<String> restPoints);

  String seeMore(List<String> spots);

  String hoursUnknown();

  String unverifiedPlace();

  String unverifiedRest(LocalTime start);

  String exposed();

  String outdoorsBecauseMust();

  String noModel();

  String modelFellBack();

  String noOtherPlan();

  String noOtherSights(int day);
}
