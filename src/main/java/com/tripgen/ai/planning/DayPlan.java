package com.tripgen.ai.planning;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One date of the trip.
///
/// @param number from 1
/// @param stay index of the stay the date belongs to
/// @param stops in the order of time
/// @param intercity on a day of change
/// @param returnLeg null only when the day has no stop and ends where it starts
/// @param exposed ids of OUTDOOR sights that stay on a bad day because nothing can replace them
public record DayPlan(
    int number,
    LocalDate date,
    int stay,
    List<Stop> stops,
    List<Rest> rests,
    @Nullable IntercityLeg intercity,
    @Nullable ReturnLeg returnLeg,
    @Nullable Shortfall shortfall,
    List<String> exposed) {
  public DayPlan {
    stops = List.copyOf(stops);
    rests = List.copyOf(rests);
    exposed = List.copyOf(exposed);
  }
}
