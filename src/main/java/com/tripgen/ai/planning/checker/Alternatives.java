package com.tripgen.ai.planning.checker;

import static com.tripgen.ai.planning.PlanningRules.MAX_FOOD_SIGHTS;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.PlanningRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What else could stand in a day, its order kept: the proofs behind a shortfall, a meal without a
/// place and an exposed sight.
final class Alternatives {
  private final DayRoute day;
  private final List<Candidate> unused;
  private final List<Retiming.Entry> early;
  private final List<Retiming.Entry> order;
  private final PlanningRules.HealthPace pace;
  private final Retiming retiming;

  private Alternatives(Trip trip, DayRoute day) {
    this.day = day;
    unused =
        trip.unused().stream().filter(candidate -> candidate.stay() == day.frame().stay()).toList();
    early = day.stops().stream().filter(TimedStop::beforeChange).map(Retiming.Entry::of).toList();
    order = day.stops().stream().skip(early.size()).map(Retiming.Entry::of).toList();
    pace = PlanningRules.pace(trip.weakest());
    retiming = Retiming.of(trip, day.frame());
  }

  /// Empty for a day of which nothing can be said: with a stop nobody knows, a place before the
  /// intercity leg, or other meals than are due. No change of a single stop makes such a day right.
  static Optional<Alternatives> of(Trip trip, DayRoute day) {
    boolean known =
        day.stops().stream().allMatch(stop -> stop.place() != null || stop.isMealWithoutPlace());
    boolean mealsOnlyBeforeChange =
        day.stops().stream().allMatch(stop -> !stop.beforeChange() || stop.isMealWithoutPlace());
    return known && mealsOnlyBeforeChange && Meals.areAsDue(day)
        ? Optional.of(new Alternatives(trip, day))
        : Optional.empty();
  }

  /// An unused candidate that fits as one more sight, at any position.
  Optional<Candidate> oneMoreSight() {
    return unused.stream().filter(this::fitsSomewhere).findFirst();
  }

  /// An unused candidate that can take the position of this stop, which lies after the intercity
  /// leg.
  Optional<Candidate> insteadOf(TimedStop stop, Predicate<Candidate> eligible) {
    int position = day.stops().indexOf(stop) - early.size();
    return unused.stream()
        .filter(eligible)
        .filter(candidate -> fitsInstead(candidate, position))
        .findFirst();
  }

  private boolean fitsSomewhere(Candidate candidate) {
    for (int position = 0; position <= order.size(); position++) {
      List<Retiming.Entry> longer = new ArrayList<>(order);
      longer.add(position, new Retiming.Entry(candidate, null));
      if (fits(longer)) {
        return true;
      }
    }
    return false;
  }

  private boolean fitsInstead(Candidate candidate, int position) {
    List<Retiming.Entry> changed = new ArrayList<>(order);
    changed.set(position, new Retiming.Entry(candidate, order.get(position).meal()));
    return fits(changed);
  }

  private boolean fits(List<Retiming.Entry> changed) {
    long sights = changed.stream().filter(Retiming.Entry::isSight).count();
    long food = changed.stream().filter(Alternatives::isFoodSight).count();
    return sights <= pace.mostSights() && food <= MAX_FOOD_SIGHTS && retiming.works(early, changed);
  }

  private static boolean isFoodSight(Retiming.Entry entry) {
    return entry.isSight() && entry.place() != null && entry.place().isFood();
  }
}
