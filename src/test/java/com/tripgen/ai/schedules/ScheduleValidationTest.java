package com.tripgen.ai.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import com.tripgen.ai.errors.FieldViolation;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Constraint;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.planning.Plan;
import com.tripgen.ai.planning.PlanOutcome;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.Violation;
import com.tripgen.ai.planning.planner.PlanProgress;
import com.tripgen.ai.planning.planner.Planner;
import com.tripgen.ai.planning.planner.SearchBudget;
import com.tripgen.ai.sources.Assembly;
import com.tripgen.ai.sources.Catalogue;
import com.tripgen.ai.sources.ProblemAssembler;
import com.tripgen.ai.v1.CandidatePlace;
import com.tripgen.ai.v1.Coordinates;
import com.tripgen.ai.v1.DayWeather;
import com.tripgen.ai.v1.PlaceCategory;
import com.tripgen.ai.v1.Schedule;
import com.tripgen.ai.v1.ScheduleDay;
import com.tripgen.ai.v1.SchedulePlace;
import com.tripgen.ai.v1.StopKind;
import com.tripgen.ai.v1.TransportationType;
import com.tripgen.ai.v1.Trip;
import com.tripgen.ai.v1.WeatherCondition;
import com.tripgen.ai.v1.Wish;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A planned schedule as a caller reads it, edited in one way at a time.
class ScheduleValidationTest {
  private static final int RAINY = 1;
  private static PlanningProblem problem;
  private static Schedule planned;

  @BeforeAll
  static void plan() throws Exception {
    TripRequest request = TripMessages.request(trip().build(), "trip");
    ProblemAssembler assembler = ProblemAssembler.offline(Catalogue.bundled());
    problem = ((Assembly.Ready) assembler.assemble(request.facts())).problem();
    Plan plan =
        ((PlanOutcome.Planned)
                Planner.plan(problem, SearchBudget.forProblem(problem), PlanProgress.NONE))
            .plan();
    ScheduleDocument document =
        ItineraryWriter.write(
            new PlanningInput(request, problem, List.of()),
            plan,
            new ItineraryWriter.Making(Seeds.PLANNER, Instant.EPOCH, 1, 1, false, List.of()));
    planned =
        Schedule.newBuilder()
            .addAllDays(document.schedules().stream().map(DayMessages::day).toList())
            .build();
  }

  private static Trip.Builder trip() {
    return Trips.seoulAndBusan()
        .addCandidatePlaces(own("MUST", 37.5700, 126.9850).setWish(Wish.WISH_MUST_VISIT))
        .addCandidatePlaces(own("REFUSED", 37.5705, 126.9860).setWish(Wish.WISH_EXCLUDED))
        .addWeather(
            DayWeather.newBuilder()
                .setDate("2027-05-11")
                .setCondition(WeatherCondition.WEATHER_CONDITION_RAIN));
  }

  private static CandidatePlace.Builder own(String id, double latitude, double longitude) {
    return CandidatePlace.newBuilder()
        .setPlaceId(id)
        .setName("own " + id)
        .setDestination("Seoul")
        .setCategory(PlaceCategory.PLACE_CATEGORY_CULTURE)
        .setCoordinates(Coordinates.newBuilder().setLatitude(latitude).setLongitude(longitude));
  }

  @Test
  void what_the_planner_made_breaks_no_rule() {
    assertThat(violations(planned.toBuilder())).isEmpty();
  }

  @Test
  void every_constraint_can_be_told() {
    Set<Constraint> broken = EnumSet.noneOf(Constraint.class);
    for (Break edit : Break.values()) {
      Schedule.Builder edited = planned.toBuilder();
      Broken expected = edit.apply(edited);
      assertThat(violations(edited))
          .as(edit.name())
          .anySatisfy(
              violation -> {
                assertThat(violation.constraint()).isEqualTo(edit.constraint());
                assertThat(violation.day()).isEqualTo(expected.day());
                assertThat(violation.placeId()).isEqualTo(expected.placeId());
                assertThat(violation.explanation()).isNotBlank();
              });
      broken.add(edit.constraint());
    }
    assertThat(broken).containsExactlyInAnyOrder(Constraint.values());
  }

  @Test
  void explanations_are_in_the_language_of_the_trip() {
    for (Break edit : Break.values()) {
      Schedule.Builder edited = planned.toBuilder();
      edit.apply(edited);
      List<Violation> korean = violations(edited, in(Language.KO));
      List<Violation> english = violations(edited, in(Language.EN));
      assertThat(korean)
          .as(edit.name())
          .extracting(Violation::constraint, Violation::day, Violation::placeId)
          .isEqualTo(
              english.stream().map(it -> tuple(it.constraint(), it.day(), it.placeId())).toList());
      assertThat(korean)
          .allSatisfy(it -> assertThat(it.explanation()).matches(".*(니다|주세요|: .*)\\."));
      assertThat(english).allSatisfy(it -> assertThat(it.explanation()).doesNotContain("니다"));
    }
  }

  private static PlanningProblem in(Language language) {
    return new PlanningProblem(
        problem.stays(),
        problem.routes(),
        problem.hours(),
        problem.party(),
        problem.transport(),
        problem.candidates(),
        problem.weather(),
        problem.wishes(),
        language,
        problem.seed());
  }

  private record Broken(int day, @Nullable String placeId) {}

  private enum Break {
    KNOWN_PLACE {
      @Override
      Broken apply(Schedule.Builder edited) {
        sight(edited, 0, place -> true).setPlaceId("nowhere");
        return new Broken(1, "nowhere");
      }
    },
    NO_REPEAT {
      @Override
      Broken apply(Schedule.Builder edited) {
        SchedulePlace again = sight(edited, 0, place -> true).build();
        copy(again, sight(edited, 1, place -> true));
        return new Broken(2, again.getPlaceId());
      }
    },
    DATE_COMPLETE {
      @Override
      Broken apply(Schedule.Builder edited) {
        edited.removeDays(2);
        return new Broken(3, null);
      }
    },
    OPEN_HOURS {
      @Override
      Broken apply(Schedule.Builder edited) {
        SchedulePlace.Builder closed = sight(edited, 0, SchedulePlace::getHoursKnown);
        closed.setStartTime("03:00");
        return new Broken(1, closed.getPlaceId());
      }
    },
    TRANSFER_POSSIBLE {
      @Override
      Broken apply(Schedule.Builder edited) {
        SchedulePlace.Builder second = edited.getDaysBuilder(0).getPlacesBuilder(1);
        second.setStartTime(edited.getDays(0).getPlaces(0).getStartTime());
        return new Broken(1, second.getPlaceId());
      }
    },
    WALK_SHORT {
      @Override
      Broken apply(Schedule.Builder edited) {
        SchedulePlace.Builder ridden =
            sight(edited, 0, place -> place.getTransportation().getDistance() > 0.6);
        ridden
            .getTransportationBuilder()
            .setType(TransportationType.TRANSPORTATION_TYPE_WALK)
            .clearVehicle();
        return new Broken(1, ridden.getPlaceId());
      }
    },
    HEALTH_PACE {
      @Override
      Broken apply(Schedule.Builder edited) {
        edited.getDaysBuilder(0).clearRests();
        return new Broken(1, null);
      }
    },
    DAY_WINDOW {
      @Override
      Broken apply(Schedule.Builder edited) {
        SchedulePlace.Builder first = edited.getDaysBuilder(0).getPlacesBuilder(0);
        first.setStartTime("05:00");
        return new Broken(1, first.getPlaceId());
      }
    },
    MEALS {
      @Override
      Broken apply(Schedule.Builder edited) {
        ScheduleDay.Builder day = edited.getDaysBuilder(0);
        day.removePlaces(index(day, place -> place.getKind() == StopKind.STOP_KIND_MEAL));
        return new Broken(1, null);
      }
    },
    MUST_VISIT {
      @Override
      Broken apply(Schedule.Builder edited) {
        for (ScheduleDay.Builder day : edited.getDaysBuilderList()) {
          int index = index(day, place -> place.getPlaceId().equals("MUST"));
          if (index >= 0) {
            day.removePlaces(index);
          }
        }
        return new Broken(0, "MUST");
      }
    },
    EXCLUDED {
      @Override
      Broken apply(Schedule.Builder edited) {
        sight(edited, 0, place -> true)
            .setPlaceId("REFUSED")
            .clearPlaceName()
            .clearCategory()
            .clearCoordinates();
        return new Broken(1, "REFUSED");
      }
    },
    WEATHER_SAFE {
      // The place that stood there fits again, so that some park of equal worth breaks the rule.
      @Override
      Broken apply(Schedule.Builder edited) {
        int sight = index(edited.getDaysBuilder(RAINY), Break::isSight);
        for (Candidate park : problem.candidates()) {
          SchedulePlace.Builder place = edited.getDaysBuilder(RAINY).getPlacesBuilder(sight);
          if (park.stay() == 0 && park.visit().setting() == Setting.OUTDOOR && !park.isFood()) {
            place.setPlaceId(park.id()).clearPlaceName().clearCategory().clearCoordinates();
            if (violations(edited).stream().anyMatch(it -> it.constraint() == constraint())) {
              return new Broken(RAINY + 1, park.id());
            }
          }
        }
        throw new AssertionError("no park could be replaced");
      }
    };

    abstract Broken apply(Schedule.Builder edited);

    Constraint constraint() {
      return Constraint.valueOf(name());
    }

    private static void copy(SchedulePlace from, SchedulePlace.Builder to) {
      to.setPlaceId(from.getPlaceId())
          .setPlaceName(from.getPlaceName())
          .setCategory(from.getCategory())
          .setCoordinates(from.getCoordinates())
          .setHoursKnown(from.getHoursKnown());
    }

    private static SchedulePlace.Builder sight(
        Schedule.Builder schedule, int day, Predicate<SchedulePlace> wanted) {
      ScheduleDay.Builder edited = schedule.getDaysBuilder(day);
      int index =
          index(
              edited,
              place -> isSight(place) && !place.getPlaceId().equals("MUST") && wanted.test(place));
      return edited.getPlacesBuilder(index);
    }

    private static boolean isSight(SchedulePlace place) {
      return place.getKind() == StopKind.STOP_KIND_SIGHT;
    }

    private static int index(ScheduleDay.Builder day, Predicate<SchedulePlace> wanted) {
      return IntStream.range(0, day.getPlacesCount())
          .filter(i -> wanted.test(day.getPlaces(i)))
          .findFirst()
          .orElse(-1);
    }
  }

  @Test
  void violations_come_by_day_and_then_by_stop() {
    Schedule.Builder edited = planned.toBuilder();
    for (ScheduleDay.Builder day : edited.getDaysBuilderList()) {
      day.getPlacesBuilderList().forEach(place -> place.setPlaceName("else").setStartTime("02:00"));
    }
    List<Violation> violations = violations(edited);
    assertThat(violations).extracting(Violation::day).isSorted();
    List<String> stops =
        planned.getDays(0).getPlacesList().stream()
            .map(SchedulePlace::getPlaceId)
            .filter(id -> !id.isEmpty())
            .toList();
    assertThat(
            violations.stream()
                .filter(violation -> violation.day() == 1 && violation.placeId() != null)
                .map(violation -> stops.indexOf(violation.placeId())))
        .isSorted();
  }

  @Test
  void every_violation_names_its_part_of_the_schedule() {
    Schedule.Builder edited = planned.toBuilder();
    Break.MUST_VISIT.apply(edited);
    edited.getDaysBuilder(0).getPlacesBuilder(1).setPlaceId("nowhere");
    edited.getDaysBuilder(1).getPlacesBuilder(0).setPlaceName("else");
    edited.getDaysBuilder(2).setDate("2029-01-01");

    assertThat(found(edited))
        .extracting(it -> it.violation().constraint(), it -> it.field("schedule"))
        .contains(
            tuple(Constraint.KNOWN_PLACE, "schedule.days[0].places[1].place_id"),
            tuple(Constraint.KNOWN_PLACE, "schedule.days[1].places[0]"),
            tuple(Constraint.DATE_COMPLETE, "schedule.days[2]"),
            tuple(Constraint.MUST_VISIT, "schedule"));

    edited.removeDays(2);
    assertThat(found(edited))
        .extracting(it -> it.violation().constraint(), it -> it.field("schedule"))
        .contains(tuple(Constraint.DATE_COMPLETE, "schedule.days"));
  }

  @Test
  void what_a_caller_leaves_out_of_a_known_place_is_that_of_the_place() {
    Schedule.Builder edited = planned.toBuilder();
    for (ScheduleDay.Builder day : edited.getDaysBuilderList()) {
      day.clearCity();
      for (SchedulePlace.Builder place : day.getPlacesBuilderList()) {
        if (!place.getPlaceId().isEmpty()) {
          place.clearPlaceName().clearCategory().clearCoordinates();
          place.clearVerified().clearHoursKnown().clearReason();
        }
      }
    }
    assertThat(violations(edited)).isEmpty();
  }

  @Test
  void a_day_in_another_city_is_told() {
    Schedule.Builder edited = planned.toBuilder();
    edited.getDaysBuilder(0).setCity("Busan");
    assertThat(violations(edited))
        .extracting(Violation::constraint)
        .contains(Constraint.DATE_COMPLETE);
  }

  @Test
  void an_emptied_schedule_is_judged_too() {
    Schedule.Builder edited = planned.toBuilder();
    edited.getDaysBuilderList().forEach(day -> day.clearPlaces().clearRests().clearReturnLeg());
    assertThat(violations(edited).stream().map(Violation::constraint).collect(Collectors.toSet()))
        .contains(Constraint.MEALS, Constraint.HEALTH_PACE, Constraint.MUST_VISIT);
  }

  @Test
  void every_missing_time_and_false_date_is_named_by_its_field() {
    Schedule.Builder edited = planned.toBuilder();
    edited.getDaysBuilder(0).getPlacesBuilder(1).clearStartTime();
    edited.getDaysBuilder(1).getPlacesBuilder(0).clearDuration();
    edited.getDaysBuilder(1).setDate("2027-02-30");
    ServiceException refused =
        catchThrowableOfType(ServiceException.class, () -> violations(edited));
    assertThat(refused.violations())
        .extracting(FieldViolation::field, FieldViolation::rule)
        .containsExactlyInAnyOrder(
            tuple("schedule.days[0].places[1].start_time", "schedule_place.start_time.timed"),
            tuple("schedule.days[1].places[0].duration", "schedule_place.duration.timed"),
            tuple("schedule.days[1].date", "date.exists"));
  }

  @Test
  void a_way_back_without_a_time_begins_at_the_end_of_the_last_stop() {
    Schedule.Builder edited = planned.toBuilder();
    ScheduleDay.Builder day = edited.getDaysBuilder(0);
    SchedulePlace last = day.getPlaces(day.getPlacesCount() - 1);
    LocalTime end = LocalTime.parse(last.getStartTime()).plusMinutes(last.getDuration());
    day.getReturnLegBuilder().clearStartTime();
    assertThat(EditedScheduleMessages.timedDays(edited.build(), "schedule").getFirst().returnLeg())
        .isNotNull()
        .extracting(DayEntry.Return::startTime)
        .isEqualTo(end);
    assertThat(violations(edited)).isEmpty();
  }

  private static List<Violation> violations(Schedule.Builder edited) {
    return violations(edited, problem);
  }

  private static List<Violation> violations(Schedule.Builder edited, PlanningProblem problem) {
    return ScheduleValidation.violations(
            EditedScheduleMessages.timedDays(edited.build(), "schedule"), problem)
        .stream()
        .map(ScheduleValidation.Found::violation)
        .toList();
  }

  private static List<ScheduleValidation.Found> found(Schedule.Builder edited) {
    return ScheduleValidation.violations(
        EditedScheduleMessages.timedDays(edited.build(), "schedule"), problem);
  }
}
