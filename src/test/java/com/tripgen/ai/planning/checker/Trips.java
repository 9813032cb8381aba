package com.tripgen.ai.planning.checker;

import static com.tripgen.ai.planning.checker.DayDraft.here;
import static com.tripgen.ai.planning.checker.DayDraft.taxi;
import static com.tripgen.ai.planning.checker.DayDraft.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.tripgen.ai.planning.Constraint;
import com.tripgen.ai.planning.Effort;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.Origin;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.Preference;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.TransitPoint;
import com.tripgen.ai.planning.Violation;
import com.tripgen.ai.planning.WeatherCondition;
import com.tripgen.ai.planning.Wish;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The trips the tests break.
final class Trips {
  static final String MONDAY = "2026-05-04";
  static final String TUESDAY = "2026-05-05";
  static final String WEDNESDAY = "2026-05-06";

  private Trips() {}

  /// Three days of a family with a LIMITED member, by public transport and taxi: a first day from
  /// the station of Aram, a day of change to Boram, and a rainy last day to Boram's station.
  static ProblemDraft family() {
    ProblemDraft trip =
        new ProblemDraft()
            .stay("Aram", 36, MONDAY, TUESDAY)
            .stay("Boram", 35, TUESDAY, WEDNESDAY)
            .route(100, 150)
            .hours("09:00", "19:30")
            .member(HealthStatus.GOOD, Preference.CULTURE)
            .member(HealthStatus.LIMITED, Preference.NATURE)
            .weather(WEDNESDAY, 1, WeatherCondition.RAIN);
    ProblemDraft.StayDraft aram = trip.stays.get(0);
    aram.arrival = LocalTime.of(10, 0);
    aram.departure = LocalTime.of(12, 30);
    aram.arrivalPoint = new TransitPoint("Aram Station", trip.at(0, -4), TransitPoint.Kind.STATION);
    ProblemDraft.StayDraft boram = trip.stays.get(1);
    boram.departure = LocalTime.of(17, 0);
    boram.departurePoint =
        new TransitPoint("Boram Station", trip.at(1, -3), TransitPoint.Kind.STATION);

    trip.place(0, "palace", 1).minutes(90).open("09:00", "18:00").wish(Wish.MUST_VISIT);
    trip.place(0, "noodles", 2).food().open("11:00", "15:00");
    trip.place(0, "market", 2.3)
        .category(PlaceCategory.SHOPPING)
        .setting(Setting.MIXED)
        .open("10:00", "20:00")
        .restPoints("benches at gate 2");
    trip.place(0, "garden", 3)
        .category(PlaceCategory.NATURE)
        .outdoor()
        .minutes(90)
        .open("09:00", "17:30");
    trip.place(0, "grill", 0.2).food().open("11:30", "14:00").open("17:00", "01:00");
    trip.place(0, "ruins", 1.5).outdoor().open("09:00", "18:00").wish(Wish.EXCLUDED);
    trip.place(0, "summit", 4).effort(Effort.STRENUOUS).outdoor();
    trip.place(1, "aquarium", 2).minutes(90).open("10:00", "19:00");
    trip.place(1, "gallery", 4)
        .open("10:00", "18:00")
        .origin(Origin.MODEL)
        .restPoints("sofas in the foyer");
    trip.place(1, "seafood", 5).food().open("17:00", "22:00");
    trip.place(1, "museum", 3).minutes(120).open("09:30", "17:00");
    trip.place(1, "soup", 4).food().open("11:00", "15:00");
    trip.place(1, "beach", 6).category(PlaceCategory.NATURE).outdoor().minutes(90);
    trip.place(1, "planetarium", 5.5).open("17:00", "22:00");
    return trip;
  }

  /// Worked out by hand; a taxi takes 8 minutes and 3.12 for each kilometre of great circle, up to
  /// 7.69 of them.
  static PlanDraft familyPlan(ProblemDraft trip) {
    DayDraft arrival =
        new DayDraft(1, LocalDate.parse(MONDAY), 0)
            .sight(trip.place("palace"), "11:00", taxi(5, 24))
            .meal(trip.place("noodles"), "12:45", taxi(1, 12))
            .sight(trip.place("market"), "14:00", walk(0.3, 8))
            .sight(trip.place("garden"), "15:15", taxi(0.7, 11))
            .meal(trip.place("grill"), "17:20", taxi(2.8, 17))
            .rest("palace", "11:30", 15)
            .rest("market", "14:30", 15, true)
            .rest("garden", "16:45", 15)
            .back("18:20", walk(0.2, 6));
    DayDraft change =
        new DayDraft(2, LocalDate.parse(TUESDAY), 1)
            .meal(trip.at(0, 0), "11:15", here())
            .intercity("12:30", 100, 150)
            .sight(trip.place("aquarium"), "14:30", taxi(2, 15))
            .sight(trip.place("gallery"), "16:15", taxi(2, 15))
            .meal(trip.place("seafood"), "17:30", taxi(1, 12))
            .rest("aquarium", "15:00", 20)
            .rest("gallery", "16:45", 15, true)
            // 11:15 to 18:54 less 100 minutes between the cities: two rests are due, not three.
            .back("18:30", taxi(5, 24));
    DayDraft departure =
        new DayDraft(3, LocalDate.parse(WEDNESDAY), 1)
            .sight(trip.place("museum"), "09:30", taxi(3, 18))
            .meal(trip.place("soup"), "11:45", taxi(1, 12))
            .sight(trip.place("beach"), "13:00", taxi(2, 15))
            .rest("museum", "10:30", 15)
            .rest("beach", "14:30", 15)
            .back("14:45", taxi(9, 35))
            .exposed("beach");
    return new PlanDraft(arrival, change, departure);
  }

  /// One day of a healthy adult in one city, by public transport; the hours leave no meal due, and
  /// there is no place yet.
  static ProblemDraft afternoon() {
    return new ProblemDraft()
        .stay("Solo", 36, MONDAY, MONDAY)
        .hours("14:00", "17:50")
        .member(HealthStatus.GOOD, Preference.CULTURE);
  }

  /// The only day of [#afternoon()].
  static DayDraft day() {
    return new DayDraft(1, LocalDate.parse(MONDAY), 0);
  }

  /// As many halls at the base as asked for, 20 minutes each, one after the other from 14:00.
  static DayDraft halls(ProblemDraft solo, int number) {
    DayDraft day = day();
    LocalTime start = LocalTime.of(14, 0);
    for (int i = 1; i <= number; i++) {
      day.sight(solo.place(0, "hall" + i, 0).minutes(20), start.toString(), here());
      start = start.plusMinutes(20);
    }
    return day.back(start.toString(), here());
  }

  static List<Violation> check(ProblemDraft problem, DayDraft day) {
    return ConstraintChecker.check(problem.build(), new PlanDraft(day).build());
  }

  static void assertGood(ProblemDraft problem, PlanDraft plan) {
    assertThat(ConstraintChecker.check(problem.build(), plan.build())).isEmpty();
  }

  static void assertGood(ProblemDraft problem, DayDraft day) {
    assertGood(problem, new PlanDraft(day));
  }

  /// The plan breaks this constraint once, there, and no other.
  static Violation assertBreaks(
      ProblemDraft problem,
      PlanDraft plan,
      Constraint constraint,
      int day,
      @Nullable String placeId) {
    PlanningProblem built = problem.build();
    List<Violation> violations = ConstraintChecker.check(built, plan.build());
    assertThat(violations)
        .extracting(Violation::constraint, Violation::day, Violation::placeId)
        .as(violations.toString())
        .containsExactly(tuple(constraint, day, placeId));
    return violations.getFirst();
  }

  static Violation assertBreaks(
      ProblemDraft problem, DayDraft day, Constraint constraint, @Nullable String placeId) {
    return assertBreaks(problem, new PlanDraft(day), constraint, 1, placeId);
  }
}
