package com.tripgen.ai.planning.checker;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.DayPlan;
import com.tripgen.ai.planning.IntercityLeg;
import com.tripgen.ai.planning.Leg;
import com.tripgen.ai.planning.Origin;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.Rest;
import com.tripgen.ai.planning.ReturnLeg;
import com.tripgen.ai.planning.Shortfall;
import com.tripgen.ai.planning.Stop;
import com.tripgen.ai.planning.StopKind;
import com.tripgen.ai.planning.TravelMode;
import com.tripgen.ai.planning.Vehicle;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A day of a plan in the making, or being edited.
final class DayDraft {
  int number;
  LocalDate date;
  int stay;
  final List<StopDraft> stops = new ArrayList<>();
  final List<Rest> rests = new ArrayList<>();
  final List<String> exposed = new ArrayList<>();
  @Nullable IntercityLeg intercity;
  @Nullable ReturnLeg returnLeg;
  @Nullable Shortfall shortfall;

  static final class StopDraft {
    StopKind kind;
    @Nullable String placeId;
    String name;
    @Nullable PlaceCategory category;
    Coordinates coordinates;
    LocalTime start;
    int minutes;
    Leg leg;
    boolean hoursKnown;
    boolean verified;

    StopDraft(Stop stop) {
      kind = stop.kind();
      placeId = stop.placeId();
      name = stop.name();
      category = stop.category();
      coordinates = stop.coordinates();
      start = stop.start();
      minutes = stop.minutes();
      leg = stop.leg();
      hoursKnown = stop.hoursKnown();
      verified = stop.verified();
    }

    Stop build() {
      return new Stop(
          kind, placeId, name, category, coordinates, start, minutes, leg, hoursKnown, verified);
    }
  }

  DayDraft(int number, LocalDate date, int stay) {
    this.number = number;
    this.date = date;
    this.stay = stay;
  }

  DayDraft(DayPlan day) {
    this(day.number(), day.date(), day.stay());
    day.stops().forEach(stop -> stops.add(new StopDraft(stop)));
    rests.addAll(day.rests());
    exposed.addAll(day.exposed());
    intercity = day.intercity();
    returnLeg = day.returnLeg();
    shortfall = day.shortfall();
  }

  DayDraft sight(PlaceDraft place, String start, Leg leg) {
    return stop(StopKind.SIGHT, place, start, place.minutes, leg);
  }

  DayDraft meal(PlaceDraft place, String start, Leg leg) {
    return stop(StopKind.MEAL, place, start, 60, leg);
  }

  DayDraft meal(Coordinates point, String start, Leg leg) {
    stops.add(
        new StopDraft(
            new Stop(
                StopKind.MEAL,
                null,
                "somewhere near",
                null,
                point,
                LocalTime.parse(start),
                60,
                leg,
                false,
                false)));
    return this;
  }

  private DayDraft stop(StopKind kind, PlaceDraft draft, String start, int minutes, Leg leg) {
    Candidate place = draft.build();
    stops.add(
        new StopDraft(
            new Stop(
                kind,
                place.id(),
                place.name(),
                place.category(),
                place.coordinates(),
                LocalTime.parse(start),
                minutes,
                leg,
                place.opening().hours() != null,
                place.origin() != Origin.MODEL)));
    return this;
  }

  DayDraft rest(String placeId, String start, int minutes) {
    return rest(placeId, start, minutes, false);
  }

  DayDraft rest(String placeId, String start, int minutes, boolean verified) {
    rests.add(new Rest(LocalTime.parse(start), minutes, placeId, verified));
    return this;
  }

  DayDraft intercity(String start, int minutes, double kilometres) {
    intercity =
        new IntercityLeg(
            "one", "other", TravelMode.PUBLIC, LocalTime.parse(start), minutes, kilometres, null);
    return this;
  }

  DayDraft back(String start, Leg leg) {
    returnLeg = new ReturnLeg("end", LocalTime.parse(start), leg);
    return this;
  }

  DayDraft exposed(String placeId) {
    exposed.add(placeId);
    return this;
  }

  DayDraft shortfall(int target, int actual) {
    shortfall = new Shortfall(target, actual, "nothing else is open");
    return this;
  }

  StopDraft stop(String placeId) {
    return stops.stream()
        .filter(stop -> placeId.equals(stop.placeId))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no stop at " + placeId));
  }

  /// The same stop at another time and by another leg.
  DayDraft move(String placeId, String start, Leg leg) {
    StopDraft stop = stop(placeId);
    stop.start = LocalTime.parse(start);
    stop.leg = leg;
    return this;
  }

  DayPlan build() {
    return new DayPlan(
        number,
        date,
        stay,
        stops.stream().map(StopDraft::build).toList(),
        rests,
        intercity,
        returnLeg,
        shortfall,
        exposed);
  }

  // Legs by great circle kilometres, with their minutes worked out by hand.

  static Leg walk(double kilometres, int minutes) {
    return new Leg(TravelMode.WALK, null, minutes, 1.3 * kilometres);
  }

  static Leg bus(double kilometres, int minutes) {
    return new Leg(TravelMode.PUBLIC, null, minutes, 1.3 * kilometres);
  }

  static Leg taxi(double kilometres, int minutes) {
    return new Leg(TravelMode.CAR, Vehicle.TAXI, minutes, 1.3 * kilometres);
  }

  static Leg ownCar(double kilometres, int minutes) {
    return new Leg(TravelMode.CAR, Vehicle.OWN_CAR, minutes, 1.3 * kilometres);
  }

  static Leg here() {
    return walk(0, 0);
  }
}
