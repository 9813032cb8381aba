package com.tripgen.ai.schedules;

import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.DayPlan;
import com.tripgen.ai.planning.IntercityLeg;
import com.tripgen.ai.planning.Leg;
import com.tripgen.ai.planning.Plan;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.Rest;
import com.tripgen.ai.planning.ReturnLeg;
import com.tripgen.ai.planning.Stop;
import com.tripgen.ai.planning.StopKind;
import com.tripgen.ai.planning.TravelMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The plan that a document tells, so that the constraint checker can judge what is really stored.
final class DocumentPlan {
  private static final Coordinates NOWHERE = new Coordinates(0, 0);

  private DocumentPlan() {}

  static Plan of(ScheduleDocument document, PlanningProblem problem) {
    return of(document.schedules(), problem);
  }

  static Plan of(List<DayEntry> days, PlanningProblem problem) {
    return new Plan(days.stream().map(day -> day(day, problem)).toList());
  }

  private static DayPlan day(DayEntry day, PlanningProblem problem) {
    DayEntry.Intercity intercity = day.intercity();
    DayEntry.Return way = day.returnLeg();
    return new DayPlan(
        day.day(),
        day.date(),
        DayEnds.stayOf(problem, day.date()),
        day.places().stream().map(DocumentPlan::stop).toList(),
        day.rests().stream()
            .map(
                rest ->
                    new Rest(rest.startTime(), rest.duration(), rest.placeId(), rest.verified()))
            .toList(),
        intercity == null ? null : intercity(intercity),
        way == null
            ? null
            : new ReturnLeg(
                way.to(),
                way.startTime(),
                new Leg(way.type(), way.vehicle(), way.duration(), way.distance())),
        day.shortfall(),
        day.places().stream().filter(PlaceEntry::exposed).map(DocumentPlan::name).toList());
  }

  private static Stop stop(PlaceEntry place) {
    Coordinates coordinates = place.coordinates();
    String near = place.near();
    return new Stop(
        place.kind() == null ? StopKind.SIGHT : place.kind(),
        place.placeId(),
        place.placeId() == null && near != null ? near : place.placeName(),
        place.category(),
        coordinates == null ? NOWHERE : coordinates,
        place.startTime(),
        place.duration(),
        leg(place.transportation()),
        place.hoursKnown(),
        place.verified());
  }

  private static Leg leg(PlaceEntry.@Nullable Transportation way) {
    if (way == null) {
      return new Leg(TravelMode.WALK, null, 0, 0);
    }
    return new Leg(
        way.type() == null ? TravelMode.WALK : way.type(),
        way.vehicle(),
        way.duration(),
        way.distance());
  }

  private static IntercityLeg intercity(DayEntry.Intercity leg) {
    return new IntercityLeg(
        leg.from(),
        leg.to(),
        leg.type(),
        leg.startTime(),
        leg.duration(),
        leg.distance(),
        leg.route());
  }

  private static String name(PlaceEntry place) {
    return place.placeId() == null ? place.placeName() : place.placeId();
  }
}
