package com.tripgen.ai.sources;

import com.tripgen.ai.planning.DayWeather;
import java.util.List;

/// What a [WeatherSource] answers; every day names its origin.
///
/// @param notes what was missing, or what the traveller should know about the source
public record FoundWeather(List<DayWeather> days, List<Note> notes) {
  public FoundWeather {
    days = List.copyOf(days);
    notes = List.copyOf(notes);
  }
}
