package com.tripgen.ai.sources;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Opening;
import com.tripgen.ai.planning.OpeningHours;
import com.tripgen.ai.planning.PlaceCategory;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Shares the places of a destination among its stays when the trip comes back to it, because a
/// place belongs to one stay: each category in proportion to the days, a place to a stay during
/// which it is open at all.
final class SharedDestinations {
  private record Share(int stay, PlaceCategory category) {}

  private final Itinerary trip;
  private final Map<Share, Integer> taken = new HashMap<>();

  SharedDestinations(Itinerary trip) {
    this.trip = trip;
  }

  List<Candidate> share(List<Candidate> candidates) {
    return candidates.stream().map(this::share).toList();
  }

  private Candidate share(Candidate candidate) {
    List<Integer> stays = trip.staysAtDestinationOf(candidate.stay());
    if (stays.size() == 1) {
      return candidate;
    }
    List<Integer> open =
        stays.stream().filter(stay -> isOpenDuring(candidate.opening(), stay)).toList();
    int chosen = candidate.stay();
    double least = Double.POSITIVE_INFINITY;
    for (int stay : open.isEmpty() ? stays : open) {
      int before = taken.getOrDefault(new Share(stay, candidate.category()), 0);
      double load = (before + 1.0) / trip.dates(stay).size();
      if (load < least) {
        least = load;
        chosen = stay;
      }
    }
    taken.merge(new Share(chosen, candidate.category()), 1, Integer::sum);
    return atStay(candidate, chosen);
  }

  private boolean isOpenDuring(Opening opening, int stay) {
    return trip.dates(stay).stream().anyMatch(date -> isOpenOn(opening, date));
  }

  private static boolean isOpenOn(Opening opening, LocalDate date) {
    OpeningHours hours = opening.hours();
    return !opening.closedDates().contains(date)
        && (opening.seasonMonths().isEmpty() || opening.seasonMonths().contains(date.getMonth()))
        && (hours == null || !hours.on(date.getDayOfWeek()).isEmpty());
  }

  private static Candidate atStay(Candidate candidate, int stay) {
    return new Candidate(
        candidate.id(),
        candidate.name(),
        candidate.category(),
        candidate.coordinates(),
        stay,
        candidate.opening(),
        candidate.visit(),
        candidate.details(),
        candidate.wish(),
        candidate.origin());
  }
}
