package com.tripgen.ai.cli;

import com.tripgen.ai.v1.TransportationType;
import com.tripgen.ai.v1.Vehicle;
import com.tripgen.ai.v1.Weather;
import com.tripgen.ai.v1.WeatherCondition;
import com.tripgen.ai.v1.WeatherSource;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How figures and enumerations of a schedule read in a language.
record Wording(Language language) {
  /// From which a time is told in hours.
  private static final int LONG_MINUTES = 180;

  String date(LocalDate date) {
    String pattern = language.say("yyyy년 M월 d일 (EEE)", "EEE d MMM yyyy");
    return DateTimeFormatter.ofPattern(pattern, language.locale()).format(date);
  }

  String minutes(int minutes) {
    if (minutes < LONG_MINUTES) {
      return language.say(minutes + "분", minutes + "\u00a0min");
    }
    int hours = minutes / 60;
    int rest = minutes % 60;
    return rest == 0
        ? language.say(hours + "시간", hours + " h")
        : language.say(hours + "시간 " + rest + "분", "%dh%02d".formatted(hours, rest));
  }

  String kilometres(double distance) {
    return String.format(Locale.ROOT, distance < 100 ? "%.1f\u00a0km" : "%.0f\u00a0km", distance);
  }

  /// How to get somewhere, such as `taxi 12 min, 3.4 km`.
  String way(TransportationType type, Vehicle vehicle, int minutes, double distance) {
    List<String> figures = new ArrayList<>();
    String means = (means(type, vehicle) + " " + (minutes > 0 ? minutes(minutes) : "")).strip();
    if (!means.isEmpty()) {
      figures.add(means);
    }
    if (distance > 0) {
      figures.add(kilometres(distance));
    }
    return String.join(", ", figures);
  }

  String weather(Weather weather, LocalDate date) {
    List<String> parts = new ArrayList<>();
    String condition = condition(weather.getCondition());
    if (!condition.isEmpty()) {
      parts.add(condition);
    }
    if (weather.hasMinTemperature() && weather.hasMaxTemperature()) {
      parts.add(temperatures(weather.getMinTemperature(), weather.getMaxTemperature()));
    }
    if (weather.hasPrecipitationProbability()) {
      int percent = weather.getPrecipitationProbability();
      parts.add(language.say("강수 확률 " + percent + "%", percent + " % chance of rain"));
    }
    if (weather.getSource() == WeatherSource.WEATHER_SOURCE_CLIMATE) {
      String month = date.getMonth().getDisplayName(TextStyle.FULL_STANDALONE, language.locale());
      parts.add(language.say(month + " 평년값", "usual for " + month));
    }
    String text = String.join(", ", parts);
    return text.isEmpty() ? "" : (symbol(weather.getCondition()) + " " + text).strip();
  }

  /// The name of a job's step. One that a newer service has is told by its own name.
  String step(String name) {
    return switch (name) {
      case "collecting_places" -> language.say("장소 모으기", "collecting places");
      case "planning_days" -> language.say("일정 짜기", "planning the days");
      case "writing_itinerary" -> language.say("일정표 쓰기", "writing the itinerary");
      case "checking_constraints" -> language.say("규칙 확인", "checking every rule");
      default -> name.replace('_', ' ');
    };
  }

  private String temperatures(double min, double max) {
    return language.say(
        Math.round(min) + "~" + Math.round(max) + "°C",
        Math.round(min) + " to " + Math.round(max) + " °C");
  }

  private String means(TransportationType type, Vehicle vehicle) {
    return switch (vehicle) {
      case VEHICLE_TAXI -> language.say("택시", "taxi");
      case VEHICLE_OWN_CAR -> language.say("자가용", "car");
      case VEHICLE_TRAIN -> language.say("기차", "train");
      case VEHICLE_PLANE -> language.say("비행기", "flight");
      case VEHICLE_UNSPECIFIED, UNRECOGNIZED ->
          switch (type) {
            case TRANSPORTATION_TYPE_WALK -> language.say("도보", "walk");
            case TRANSPORTATION_TYPE_PUBLIC -> language.say("대중교통", "transit");
            case TRANSPORTATION_TYPE_CAR -> language.say("차", "car");
            case TRANSPORTATION_TYPE_UNSPECIFIED, UNRECOGNIZED -> "";
          };
    };
  }

  private String condition(WeatherCondition condition) {
    return switch (condition) {
      case WEATHER_CONDITION_CLEAR -> language.say("맑음", "clear");
      case WEATHER_CONDITION_CLOUDY -> language.say("흐림", "cloudy");
      case WEATHER_CONDITION_FOG -> language.say("안개", "fog");
      case WEATHER_CONDITION_RAIN -> language.say("비", "rain");
      case WEATHER_CONDITION_SNOW -> language.say("눈", "snow");
      case WEATHER_CONDITION_STORM -> language.say("폭풍우", "storm");
      case WEATHER_CONDITION_HEAT -> language.say("폭염", "heat");
      case WEATHER_CONDITION_COLD -> language.say("한파", "severe cold");
      case WEATHER_CONDITION_DUST -> language.say("미세먼지", "fine dust");
      case WEATHER_CONDITION_UNSPECIFIED, UNRECOGNIZED -> "";
    };
  }

  /// Symbols that take one column on every terminal.
  private static String symbol(WeatherCondition condition) {
    return switch (condition) {
      case WEATHER_CONDITION_CLEAR, WEATHER_CONDITION_HEAT -> "☀";
      case WEATHER_CONDITION_CLOUDY, WEATHER_CONDITION_FOG -> "☁";
      case WEATHER_CONDITION_RAIN, WEATHER_CONDITION_STORM -> "☂";
      case WEATHER_CONDITION_SNOW, WEATHER_CONDITION_COLD -> "❄";
      case WEATHER_CONDITION_DUST -> "≋";
      case WEATHER_CONDITION_UNSPECIFIED, UNRECOGNIZED -> "";
    };
  }
}
