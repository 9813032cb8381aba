package com.tripgen.ai.planning.checker;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.DayPlan;
import com.tripgen.ai.planning.ReturnLeg;
import com.tripgen.ai.planning.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// A day of the plan laid over the frame of its date.
record DayRoute(DayFrame frame, DayPlan plan, List<TimedStop> stops, List<TimedRest> rests) {

  static DayRoute of(DayFrame frame, DayPlan plan, Map<String, Candidate> candidates) {
    DayFrame.Change change = frame.change();
    List<TimedStop> stops = new ArrayList<>();
    boolean before = change != null;
    for (Stop stop : plan.stops()) {
      before = before && change != null && MinuteOfDay.of(stop.start()) < change.leaves();
      Candidate place = stop.placeId() == null ? null : candidates.get(stop.placeId());
      stops.add(TimedStop.of(stop, place, before));
    }
    List<TimedRest> rests = plan.rests().stream().map(rest -> TimedRest.of(rest, stops)).toList();
    return new DayRoute(frame, plan, List.copyOf(stops), rests);
  }

  /// With other places in some positions, the times left as they are.
  DayRoute with(Map<Integer, Candidate> places) {
    List<TimedStop> swapped = new ArrayList<>(stops);
    places.forEach((position, place) -> swapped.set(position, swapped.get(position).at(place)));
    return new DayRoute(frame, plan, List.copyOf(swapped), rests);
  }

  int number() {
    return frame.number();
  }

  int sights() {
    return (int) stops.stream().filter(TimedStop::isSight).count();
  }

  boolean visitsSomething() {
    return stops.stream().anyMatch(stop -> stop.placeId() != null);
  }

  /// When the party is out for the first stop; only asked of a day with stops.
  int out() {
    return stops.getFirst().leaves();
  }

  /// When the party is at the day's end point; only asked of a day with stops.
  int back() {
    ReturnLeg leg = plan.returnLeg();
    return leg == null
        ? stops.getLast().end()
        : returns(leg) + MinuteOfDay.length(leg.leg().minutes());
  }

  double hoursOut() {
    if (stops.isEmpty()) {
      return 0;
    }
    DayFrame.Change change = frame.change();
    int travelling = change != null && stops.getFirst().beforeChange() ? change.minutes() : 0;
    return Math.max(0, back() - out() - travelling) / 60.0;
  }

  /// Minute at which the return leg leaves; it may do so in the night after the intercity leg.
  int returns(ReturnLeg leg) {
    int start = MinuteOfDay.of(leg.start());
    DayFrame.Change change = frame.change();
    boolean nextNight =
        change != null && change.arrives() >= MinuteOfDay.DAY && start < change.leaves();
    return nextNight ? start + MinuteOfDay.DAY : start;
  }

  /// When the party leaves this stop; empty when the plan does not say.
  OptionalInt leaves(TimedStop stop) {
    int next = stops.indexOf(stop) + 1;
    if (next < stops.size()) {
      return OptionalInt.of(stops.get(next).leaves());
    }
    ReturnLeg leg = plan.returnLeg();
    return leg == null ? OptionalInt.empty() : OptionalInt.of(returns(leg));
  }

  /// All legs in order, the return leg last. None leads to a place before the intercity leg, where
  /// none may be.
  List<Hop> hops() {
    DayFrame.Change change = frame.change();
    List<Hop> hops = new ArrayList<>();
    Hop.Point startPoint = new Hop.Start(frame.start());
    Hop.Point at = change == null ? startPoint : new Hop.Stop(change.from(), change.base());
    int free = Integer.MIN_VALUE;
    boolean arrived = change == null;
    boolean fromMustVisit = false;
    for (TimedStop stop : stops) {
      if (stop.beforeChange() && stop.placeId() != null) {
        continue;
      }
      if (change != null && !arrived && !stop.beforeChange()) {
        at = startPoint;
        free = change.arrives();
        arrived = true;
      }
      Hop.Point to = new Hop.Stop(stop.name(), stop.position());
      boolean mustVisit = fromMustVisit || stop.isMustVisit();
      Hop.Reach reach = reach(at, to, mustVisit);
      hops.add(new Hop(at, to, stop.placeId(), stop.stop().leg(), stop.leaves(), free, reach));
      at = to;
      free = stop.end();
      fromMustVisit = stop.isMustVisit();
    }
    ReturnLeg leg = plan.returnLeg();
    if (leg != null) {
      if (change != null && !arrived) {
        at = startPoint;
        free = change.arrives();
      }
      Hop.Point to = new Hop.End(frame.end());
      hops.add(new Hop(at, to, null, leg.leg(), returns(leg), free, reach(at, to, fromMustVisit)));
    }
    return hops;
  }

  private Hop.Reach reach(Hop.Point from, Hop.Point to, boolean mustVisit) {
    if (!visitsSomething()) {
      return Hop.Reach.ANY;
    }
    boolean far = mustVisit || frame.isAnchor(from.point()) || frame.isAnchor(to.point());
    return far ? Hop.Reach.TO_ANCHOR : Hop.Reach.BETWEEN_STOPS;
  }
}
