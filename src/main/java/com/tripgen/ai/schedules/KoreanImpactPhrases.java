package com.tripgen.ai.schedules;

/// Korean phrases, in the polite style.
record KoreanImpactPhrases() implements ImpactPhrases {

  @Override
  public String betterWeather(WeatherChange change) {
    return turn(change) + " 야외 일정에 지장이 없으니 그대로 두셔도 됩니다.";
  }

  @Override
  public String nothingOutdoors(WeatherChange change) {
    return turn(change) + " 이날은 야외 일정이 없으니 그대로 두셔도 됩니다.";
  }

  @Override
  public String hardlyMatters(WeatherChange change) {
    return turn(change) + " 영향이 크지 않으니 그대로 두셔도 됩니다.";
  }

  @Override
  public String allSwapped(WeatherChange change, int stops) {
    return turn(change)
        + (stops == 1
            ? " 야외 일정 한 곳이 영향을 받습니다. 실내 장소로 바꾸실 수 있습니다."
            : " 야외 일정 %d곳이 영향을 받습니다. 모두 실내 장소로 바꾸실 수 있습니다.".formatted(stops));
  }

  @Override
  public String swapsMissing(WeatherChange change, int stops, int missing) {
    return turn(change)
        + " 영향을 받는 야외 일정 %d곳 중 %d곳은 대신할 실내 장소가 없습니다. 이날 일정을 다시 만드시는 것이 좋습니다."
            .formatted(stops, missing);
  }

  @Override
  public String mostSightsAffected(WeatherChange change, int affected, int sights) {
    return turn(change)
        + " 볼거리 %d곳 중 %d곳이 영향을 받습니다. 이날 일정을 다시 만드시는 것이 좋습니다.".formatted(sights, affected);
  }

  private static String turn(WeatherChange change) {
    return change.before() == change.after()
        ? "날씨 예보는 그대로 %s입니다.".formatted(word(change.after()))
        : "날씨 예보가 %s에서 %s 바뀌었습니다.".formatted(word(change.before()), into(change.after()));
  }

  private static String word(DayCondition condition) {
    return switch (condition) {
      case CLEAR -> "맑음";
      case CLOUDY -> "흐림";
      case FOG -> "안개";
      case RAIN -> "비";
      case SNOW -> "눈";
      case STORM -> "폭풍우";
      case HEAT -> "더위";
      case COLD -> "추위";
      case DUST -> "미세먼지";
    };
  }

  private static String into(DayCondition condition) {
    return switch (condition) {
      case CLEAR, CLOUDY, SNOW -> word(condition) + "으로";
      case FOG, RAIN, STORM, HEAT, COLD, DUST -> word(condition) + "로";
    };
  }
}
