package com.tripgen.ai.sources;

import com.tripgen.ai.planning.DayWeather;
import com.tripgen.ai.planning.WeatherOrigin;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// The weather that the request tells. An entry that names the city comes before one that does not.
final class RequestWeather implements WeatherSource {
  @Override
  public FoundWeather find(Itinerary trip, int stay, Set<LocalDate> dates) {
    Map<LocalDate, DayWeather> named = new TreeMap<>();
    Map<LocalDate, DayWeather> days = new TreeMap<>();
    List<Note> notes = new ArrayList<>();
    for (GivenWeather given : trip.facts().weather()) {
      if (!dates.contains(given.date())) {
        continue;
      }
      String city = given.city();
      if (city == null) {
        days.putIfAbsent(given.date(), weather(given, stay));
      } else if (trip.isNamed(city, stay)) {
        named.putIfAbsent(given.date(), weather(given, stay));
      } else if (IntStream.range(0, trip.size()).noneMatch(any -> trip.isNamed(city, any))) {
        notes.add(Note.weatherNotUsed(stay, given.date(), city, trip.language()));
      }
    }
    days.putAll(named);
    return new FoundWeather(List.copyOf(days.values()), notes);
  }

  private static DayWeather weather(GivenWeather given, int stay) {
    return new DayWeather(
        given.date(),
        stay,
        given.condition(),
        given.minTemperature(),
        given.maxTemperature(),
        given.precipitationProbability(),
        given.pm10(),
        WeatherOrigin.REQUEST);
  }
}
