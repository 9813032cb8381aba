package com.tripgen.ai.schedules;

import com.tripgen.ai.errors.FieldViolation;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.Shortfall;
import com.tripgen.ai.planning.StopKind;
import com.tripgen.ai.planning.TravelMode;
import com.tripgen.ai.planning.Vehicle;
import com.tripgen.ai.v1.IntercityLeg;
import com.tripgen.ai.v1.ReturnLeg;
import com.tripgen.ai.v1.Schedule;
import com.tripgen.ai.v1.ScheduleDay;
import com.tripgen.ai.v1.SchedulePlace;
import com.tripgen.ai.v1.Transportation;
import com.tripgen.ai.v1.TransportationType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Translates schedules that callers send, such as edited ones. What the fields' own rules
/// guarantee is not checked again; what a sentence of the schedule says beside the timetable is not
/// read.
final class EditedScheduleMessages {
  private final String path;
  private final boolean timed;
  private final List<FieldViolation> violations = new ArrayList<>();

  private EditedScheduleMessages(String path, boolean timed) {
    this.path = path;
    this.timed = timed;
  }

  /// Days whose stops all tell when and how long.
  ///
  /// @param path of the schedule in the request
  /// @throws ServiceException `INVALID_FIELD` with every violation
  static List<DayEntry> timedDays(Schedule schedule, String path) {
    return new EditedScheduleMessages(path, true).days(schedule);
  }

  /// Days of which the order of the stops may be all that is told.
  ///
  /// @param path of the schedule in the request
  /// @throws ServiceException `INVALID_FIELD` with every violation
  static List<DayEntry> days(Schedule schedule, String path) {
    return new EditedScheduleMessages(path, false).days(schedule);
  }

  private List<DayEntry> days(Schedule schedule) {
    List<DayEntry> days = new ArrayList<>();
    for (int i = 0; i < schedule.getDaysCount(); i++) {
      day(schedule.getDays(i), "%s.days[%d]".formatted(path, i)).ifPresent(days::add);
    }
    if (!violations.isEmpty()) {
      throw ServiceException.invalid(violations);
    }
    return List.copyOf(days);
  }

  /// Empty when its date does not exist.
  private Optional<DayEntry> day(ScheduleDay day, String field) {
    List<PlaceEntry> places = new ArrayList<>();
    for (int i = 0; i < day.getPlacesCount(); i++) {
      places.add(place(day.getPlaces(i), "%s.places[%d]".formatted(field, i)));
    }
    LocalTime end = endOf(places);
    return date(day.getDate(), field + ".date")
        .map(
            date ->
                new DayEntry(
                    day.getDay(),
                    date,
                    day.getCity(),
                    null,
                    places,
                    day.getRestsList().stream().map(EditedScheduleMessages::rest).toList(),
                    day.hasIntercity() ? intercity(day.getIntercity()) : null,
                    day.hasReturnLeg() ? returnLeg(day.getReturnLeg(), end) : null,
                    day.hasShortfall() ? shortfall(day.getShortfall()) : null,
                    null,
                    null,
                    List.of()));
  }

  private static LocalTime endOf(List<PlaceEntry> places) {
    return places.isEmpty()
        ? LocalTime.MIDNIGHT
        : places.getLast().startTime().plusMinutes(places.getLast().duration());
  }

  private Optional<LocalDate> date(String text, String field) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      violations.add(
          new FieldViolation(
              field, "date.exists", "%s is no date of the calendar".formatted(text)));
      return Optional.empty();
    }
  }

  private PlaceEntry place(SchedulePlace place, String field) {
    if (timed && place.getStartTime().isEmpty()) {
      violations.add(
          new FieldViolation(
              field + ".start_time",
              "schedule_place.start_time.timed",
              "must say when the stay begins"));
    }
    if (timed && place.getDuration() == 0) {
      violations.add(
          new FieldViolation(
              field + ".duration",
              "schedule_place.duration.timed",
              "must say how many minutes the stay lasts"));
    }
    return new PlaceEntry(
        textOrNull(place.getPlaceId()),
        place.getPlaceName(),
        category(place),
        kind(place),
        timeOr(place.getStartTime(), LocalTime.MIDNIGHT),
        place.getDuration(),
        place.hasTransportation() ? transportation(place.getTransportation()) : null,
        null,
        null,
        place.getOrder(),
        place.getIsOutdoor(),
        null,
        null,
        place.getVerified(),
        place.getHoursKnown(),
        place.hasCoordinates() ? TripMessages.coordinates(place.getCoordinates()) : null,
        textOrNull(place.getNear()),
        List.of(),
        false);
  }

  private static @Nullable PlaceCategory category(SchedulePlace place) {
    return switch (place.getCategory()) {
      case PLACE_CATEGORY_SIGHTSEEING -> PlaceCategory.SIGHTSEEING;
      case PLACE_CATEGORY_SHOPPING -> PlaceCategory.SHOPPING;
      case PLACE_CATEGORY_CULTURE -> PlaceCategory.CULTURE;
      case PLACE_CATEGORY_NATURE -> PlaceCategory.NATURE;
      case PLACE_CATEGORY_SPORTS -> PlaceCategory.SPORTS;
      case PLACE_CATEGORY_REST -> PlaceCategory.REST;
      case PLACE_CATEGORY_FOOD -> PlaceCategory.FOOD;
      case PLACE_CATEGORY_UNSPECIFIED, UNRECOGNIZED -> null;
    };
  }

  private static StopKind kind(SchedulePlace place) {
    return switch (place.getKind()) {
      case STOP_KIND_MEAL -> StopKind.MEAL;
      case STOP_KIND_SIGHT, STOP_KIND_UNSPECIFIED, UNRECOGNIZED -> StopKind.SIGHT;
    };
  }

  private static PlaceEntry.Transportation transportation(Transportation way) {
    return new PlaceEntry.Transportation(
        mode(way.getType()),
        vehicle(way.getVehicle()),
        way.getDuration(),
        way.getDistance(),
        null,
        null);
  }

  private static DayEntry.Rest rest(com.tripgen.ai.v1.Rest rest) {
    return new DayEntry.Rest(
        LocalTime.parse(rest.getStartTime()),
        rest.getDuration(),
        rest.getPlaceId(),
        rest.getVerified());
  }

  private static DayEntry.Intercity intercity(IntercityLeg leg) {
    return new DayEntry.Intercity(
        leg.getFrom(),
        leg.getTo(),
        mode(leg.getType()),
        vehicle(leg.getVehicle()),
        timeOr(leg.getStartTime(), LocalTime.MIDNIGHT),
        leg.getDuration(),
        leg.getDistance(),
        textOrNull(leg.getRoute()));
  }

  private static DayEntry.Return returnLeg(ReturnLeg way, LocalTime end) {
    return new DayEntry.Return(
        mode(way.getType()),
        vehicle(way.getVehicle()),
        way.getDuration(),
        way.getDistance(),
        timeOr(way.getStartTime(), end),
        way.getTo());
  }

  private static Shortfall shortfall(com.tripgen.ai.v1.Shortfall lack) {
    return new Shortfall(lack.getTarget(), lack.getActual(), lack.getReason());
  }

  private static TravelMode mode(TransportationType type) {
    return switch (type) {
      case TRANSPORTATION_TYPE_PUBLIC -> TravelMode.PUBLIC;
      case TRANSPORTATION_TYPE_CAR -> TravelMode.CAR;
      case TRANSPORTATION_TYPE_WALK, TRANSPORTATION_TYPE_UNSPECIFIED, UNRECOGNIZED ->
          TravelMode.WALK;
    };
  }

  /// Trains and planes, between cities alone, are no vehicle of a plan.
  private static @Nullable Vehicle vehicle(com.tripgen.ai.v1.Vehicle vehicle) {
    return switch (vehicle) {
      case VEHICLE_OWN_CAR -> Vehicle.OWN_CAR;
      case VEHICLE_TAXI -> Vehicle.TAXI;
      case VEHICLE_TRAIN, VEHICLE_PLANE, VEHICLE_UNSPECIFIED, UNRECOGNIZED -> null;
    };
  }

  private static LocalTime timeOr(String text, LocalTime byDefault) {
    return text.isEmpty() ? byDefault : LocalTime.parse(text);
  }

  private static @Nullable String textOrNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
