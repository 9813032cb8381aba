package com.tripgen.ai.schedules;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.DayPlan;
import com.tripgen.ai.planning.Plan;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.Stop;
import com.tripgen.ai.planning.StopKind;
import com.tripgen.ai.planning.checker.Swaps;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Hands out places under a roof for stops of a plan, by the constraint checker's judgement. The
/// nearest come first.
final class IndoorSwaps {
  /// So many sets of swaps are tried for one day; what is not found by then counts as missing.
  private static final int MOST_TRIES = 5_000;

  private final Swaps swaps;
  private final List<Candidate> taken = new ArrayList<>();

  IndoorSwaps(PlanningProblem problem, Plan plan) {
    this.swaps = Swaps.of(problem, plan);
  }

  /// As many of these stops as can be swapped together, for places that are not handed out yet.
  ///
  /// @param positions among the stops of the day, from 0
  /// @return places by position
  SortedMap<Integer, Candidate> insteadOf(DayPlan day, List<Integer> positions) {
    SortedMap<Integer, List<Candidate>> options = new TreeMap<>();
    for (int position : positions) {
      List<Candidate> places = options(day, position);
      if (!places.isEmpty()) {
        options.put(position, places);
      }
    }
    Search search = new Search(day, options);
    search.goOn(List.copyOf(options.keySet()), new TreeMap<>());
    taken.addAll(search.best.values());
    return search.best;
  }

  private List<Candidate> options(DayPlan day, int position) {
    return indoors(day, day.stops().get(position))
        .filter(this::isFree)
        .filter(place -> swaps.fit(day.date(), Map.of(position, place)))
        .toList();
  }

  /// A swap for this stop alone, the plan kept right otherwise. A place that is handed out already
  /// comes again only where no other fits.
  ///
  /// @param position among the stops of the day, from 0
  Optional<Candidate> insteadOf(DayPlan day, int position) {
    Candidate again = null;
    for (Candidate place : indoors(day, day.stops().get(position)).toList()) {
      if ((again == null || isFree(place))
          && swaps.keepRules(day.date(), Map.of(position, place))) {
        if (isFree(place)) {
          taken.add(place);
          return Optional.of(place);
        }
        again = place;
      }
    }
    return Optional.ofNullable(again);
  }

  private boolean isFree(Candidate place) {
    return taken.stream().noneMatch(other -> Swaps.isSame(place, other));
  }

  /// What is under a roof and of the kind of the stop, the nearest first.
  private Stream<Candidate> indoors(DayPlan day, Stop stop) {
    return swaps.unused(day.date()).stream()
        .filter(place -> place.visit().setting() == Setting.INDOOR)
        .filter(place -> place.isFood() == (stop.kind() == StopKind.MEAL))
        .sorted(
            Comparator.comparingDouble((Candidate place) -> kilometres(stop, place))
                .thenComparing(Candidate::id));
  }

  static double kilometres(Stop stop, Candidate place) {
    return Swaps.kilometres(stop.coordinates(), place.coordinates());
  }

  /// Tries the nearest options first and goes back where they do not fit together.
  private final class Search {
    private final DayPlan day;
    private final SortedMap<Integer, List<Candidate>> options;
    private SortedMap<Integer, Candidate> best = new TreeMap<>();
    private int tries;

    Search(DayPlan day, SortedMap<Integer, List<Candidate>> options) {
      this.day = day;
      this.options = options;
    }

    void goOn(List<Integer> positions, SortedMap<Integer, Candidate> chosen) {
      if (chosen.size() > best.size()) {
        best = new TreeMap<>(chosen);
      }
      if (positions.isEmpty()) {
        return;
      }
      int position = positions.getFirst();
      List<Integer> others = positions.subList(1, positions.size());
      for (Candidate place : options.getOrDefault(position, List.of())) {
        if (isDone()) {
          return;
        }
        tries++;
        chosen.put(position, place);
        if (swaps.fit(day.date(), chosen)) {
          goOn(others, chosen);
        }
        chosen.remove(position);
      }
      if (!isDone()) {
        goOn(others, chosen);
      }
    }

    private boolean isDone() {
      return best.size() == options.size() || tries >= MOST_TRIES;
    }
  }
}
