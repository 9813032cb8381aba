package com.tripgen.ai.planning.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tripgen.ai.planning.Constraint;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.DayPlan;
import com.tripgen.ai.planning.Effort;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.IntercityRoute;
import com.tripgen.ai.planning.Plan;
import com.tripgen.ai.planning.PlanOutcome;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.RandomTrips;
import com.tripgen.ai.planning.Relaxation;
import com.tripgen.ai.planning.RelaxedProblem;
import com.tripgen.ai.planning.Rest;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.Shortfall;
import com.tripgen.ai.planning.Stay;
import com.tripgen.ai.planning.Stop;
import com.tripgen.ai.planning.StopKind;
import com.tripgen.ai.planning.TransitPoint;
import com.tripgen.ai.planning.TravelMode;
import com.tripgen.ai.planning.Wish;
import com.tripgen.ai.planning.Wishes;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final SearchBudget BUDGET = new SearchBudget(100, Duration.ofSeconds(30));

  @Test
  void the_same_problem_gives_the_same_plan() throws Exception {
    PlanningProblem problem = RandomTrips.cityTrip(3, 3, 60);

    assertThat(plan(problem)).isEqualTo(plan(problem));
  }

  @Test
  void a_day_planned_again_is_the_same_for_the_same_seed_and_may_not_be_for_another()
      throws Exception {
    PlanningProblem problem = RandomTrips.cityTrip(3, 3, 120);
    Plan before = plan(problem);
    List<DayPlan> days = new ArrayList<>();
    for (long seed : new long[] {1, 1, 2, 3, 4}) {
      DayTask task = new DayTask(problem.withSeed(seed), before, 2, Set.of());
      days.add(DayPlanner.plan(task, it -> true, BUDGET, PlanProgress.NONE).orElseThrow().day());
    }

    assertThat(days.get(0)).isEqualTo(days.get(1)).isNotEqualTo(before.days().get(1));
    assertThat(days).anyMatch(other -> !other.equals(days.getFirst()));
  }

  @Test
  void another_seed_may_find_another_plan() throws Exception {
    List<Plan> plans = new ArrayList<>();
    for (int seed = 1; seed <= 5; seed++) {
      TripDraft draft = TripDraft.days(3);
      draft.places.addAll(RandomTrips.cityTrip(3, 3, 120).candidates());
      draft.seed = seed;
      plans.add(plan(draft.build()));
    }

    assertThat(plans.stream().distinct().count()).isGreaterThan(1);
  }

  @Test
  void more_iterations_never_lose_the_best_plan_found() throws Exception {
    PlanningProblem problem = RandomTrips.cityTrip(3, 3, 100);

    double shortSearch = planned(problem, new SearchBudget(0, Duration.ofSeconds(30))).score();
    double longSearch = planned(problem, new SearchBudget(600, Duration.ofSeconds(30))).score();

    assertThat(longSearch).isGreaterThan(shortSearch);
  }

  @Test
  void a_guard_that_fires_is_said_and_still_gives_a_whole_plan() throws Exception {
    PlanningProblem problem = TripDraft.days(2).usualPlaces().build();

    PlanOutcome.Planned outcome = planned(problem, new SearchBudget(100, Duration.ZERO));

    assertThat(outcome.guardHit()).isTrue();
    assertThat(outcome.iterations()).isZero();
    assertThat(outcome.plan().days()).hasSize(2).allMatch(day -> sights(day) > 0);
    assertThat(planned(problem, BUDGET).guardHit()).isFalse();
  }

  @Test
  void a_cancelled_planning_stops_at_the_next_question() {
    PlanningProblem problem = RandomTrips.cityTrip(3, 5, 200);
    for (int after : new int[] {0, 5, 300, 1000}) {
      CancelAfter progress = new CancelAfter(after);

      SearchBudget budget = new SearchBudget(1000, Duration.ofSeconds(30));
      assertThatThrownBy(() -> Planner.plan(problem, budget, progress))
          .isInstanceOf(PlanningCancelledException.class);
      assertThat(progress.questions).isEqualTo(after + 1);
    }
  }

  @Test
  void a_planning_is_never_five_milliseconds_without_a_question() throws Exception {
    PlanningProblem trip = RandomTrips.cityTrip(3, 5, 200);
    PlanningProblem large = RandomTrips.cityTrip(3, 5, 2000);
    TripDraft crowded = TripDraft.days(3);
    for (int i = 0; i < 100; i++) {
      crowded.place(new PlaceDraft("p" + i).east(0.1 * i).minutes(60).mustVisit());
    }
    DayTask day = new DayTask(large, plan(large), 2, Set.of());
    SearchBudget moment = new SearchBudget(100, Duration.ofMillis(200));

    assertNeverSilent(progress -> Planner.plan(trip, BUDGET, progress));
    assertNeverSilent(progress -> Planner.plan(large, BUDGET, progress));
    assertNeverSilent(progress -> Planner.plan(crowded.build(), BUDGET, progress));
    assertNeverSilent(progress -> DayPlanner.plan(day, it -> false, moment, progress));
  }

  private interface Planning {
    Object run(PlanProgress progress) throws PlanningCancelledException;
  }

  private static void assertNeverSilent(Planning planning) throws PlanningCancelledException {
    LongestSilence silence = new LongestSilence();
    for (int i = 0; i < 5 && (i == 0 || silence.nanos() >= 5_000_000); i++) {
      // What the compiler has not seen yet is slow.
      var _ = planning.run(PlanProgress.NONE);
      silence = new LongestSilence();
      var _ = planning.run(silence);
    }
    assertThat(silence.nanos()).isLessThan(5_000_000);
  }

  @Test
  void progress_passes_through_all_phases_and_never_falls() throws Exception {
    Reports reports = new Reports();

    Planner.plan(TripDraft.days(1).usualPlaces().build(), BUDGET, reports);

    assertThat(reports.phases).contains(PlanPhase.values()).isSorted();
    assertThat(reports.percents).isSorted().endsWith(100);
    assertThat(reports.percents).filteredOn(it -> it > 10 && it < 90).hasSizeGreaterThan(50);
  }

  @Test
  void the_search_for_a_relaxation_does_not_go_back_to_phases_that_are_over() throws Exception {
    TripDraft draft = TripDraft.days(1).usualPlaces();
    draft.place(new PlaceDraft("bar").open("20:00", "23:00").mustVisit());
    Reports reports = new Reports();

    assertThat(Planner.plan(draft.build(), BUDGET, reports))
        .isInstanceOf(PlanOutcome.Infeasible.class);

    assertThat(reports.phases).isSorted().doesNotContain(PlanPhase.SEARCH);
    assertThat(reports.phases).filteredOn(PlanPhase.PREPARED::equals).hasSize(1);
    assertThat(reports.percents).isSorted();
  }

  @Test
  void a_must_visit_is_visited_however_little_it_is_worth() throws Exception {
    PlaceDraft chore = new PlaceDraft("chore").east(15).minutes(240).mustVisit();
    chore.rating = 1.0;
    chore.setting = Setting.OUTDOOR;

    Plan plan = plan(TripDraft.days(1).usualPlaces().place(chore).rain(TripDraft.MONDAY).build());

    assertThat(ids(plan)).contains("chore");
    assertThat(plan.days().getFirst().exposed()).isEmpty();
  }

  @Test
  void an_excluded_place_and_one_too_hard_for_the_party_are_left_out() throws Exception {
    PlaceDraft excluded = new PlaceDraft("excluded");
    excluded.wish = Wish.EXCLUDED;
    PlaceDraft summit = new PlaceDraft("summit");
    summit.effort = Effort.STRENUOUS;
    TripDraft draft = TripDraft.days(1).place(excluded).place(summit);

    assertThat(ids(plan(draft.build()))).containsExactly("summit");
    draft.health = HealthStatus.CAUTION;
    assertThat(ids(plan(draft.build()))).isEmpty();
  }

  @Test
  void the_same_place_under_two_ids_is_visited_once() throws Exception {
    TripDraft draft = TripDraft.days(2).usualPlaces();
    PlaceDraft twin = new PlaceDraft("usual-0-1");
    twin.coordinates = draft.places.get(1).coordinates();
    draft.places.set(0, TripDraft.renamed(twin.build(), "a-twin"));

    assertThat(ids(plan(draft.build()))).containsAnyOf("usual-0-1", "a-twin");
    assertThat(ids(plan(draft.build())).containsAll(List.of("usual-0-1", "a-twin"))).isFalse();
  }

  @Test
  void a_wish_for_fewer_sights_keeps_to_the_least_and_for_more_goes_beyond() throws Exception {
    TripDraft draft = TripDraft.days(1);
    for (int i = 0; i < 12; i++) {
      draft.place(new PlaceDraft("p" + i).east(0.1 * i).minutes(45));
    }

    Plan fewer = plan(draft.wishing(Wishes.Pace.FEWER, Wishes.DayShift.USUAL).build());
    Plan more = plan(draft.wishing(Wishes.Pace.MORE, Wishes.DayShift.USUAL).build());

    assertThat(sights(fewer.days().getFirst())).isEqualTo(5);
    assertThat(sights(more.days().getFirst())).isEqualTo(7);
  }

  @Test
  void a_bad_day_goes_under_a_roof_and_a_good_one_out() throws Exception {
    TripDraft draft = TripDraft.days(2).rain(TripDraft.MONDAY);
    for (int i = 0; i < 10; i++) {
      PlaceDraft place = new PlaceDraft("p" + i).east(0.5 * i);
      place.setting = i % 2 == 0 ? Setting.OUTDOOR : Setting.INDOOR;
      draft.place(place);
    }

    List<DayPlan> days = plan(draft.build()).days();

    assertThat(days.getFirst().stops())
        .filteredOn(stop -> stop.kind() == StopKind.SIGHT)
        .hasSize(5)
        .allMatch(stop -> Integer.parseInt(stop.name().substring(5)) % 2 == 1);
    assertThat(days.getFirst().exposed()).isEmpty();
  }

  @Test
  void what_nothing_can_replace_stays_and_is_named() throws Exception {
    PlaceDraft park = new PlaceDraft("park");
    park.setting = Setting.OUTDOOR;

    DayPlan day =
        plan(TripDraft.days(1).place(park).rain(TripDraft.MONDAY).build()).days().getFirst();

    assertThat(day.exposed()).containsExactly("park");
    assertThat(day.shortfall()).matches(it -> isShortfall(it, 5, 1));
  }

  @Test
  void scarce_sights_are_spread_evenly() throws Exception {
    TripDraft draft = TripDraft.days(3);
    for (int i = 0; i < 9; i++) {
      draft.place(new PlaceDraft("p" + i).east(0.3 * i));
    }

    assertThat(plan(draft.build()).days()).extracting(PlannerTest::sights).containsOnly(3);
  }

  @Test
  void meals_are_at_food_places_as_long_as_there_are_any() throws Exception {
    TripDraft draft = TripDraft.days(1).place(new PlaceDraft("inn").food().east(1));

    List<Stop> stops = plan(draft.build()).days().getFirst().stops();

    assertThat(stops).hasSize(2).allMatch(stop -> stop.kind() == StopKind.MEAL);
    assertThat(stops).filteredOn(stop -> "inn".equals(stop.placeId())).hasSize(1);
    assertThat(stops).filteredOn(stop -> stop.placeId() == null).hasSize(1);
  }

  @Test
  void a_day_that_ends_with_dinner_time_has_dinner_where_it_ends() throws Exception {
    TripDraft draft = TripDraft.days(1).usualPlaces().hours("09:00", "18:00");

    Stop dinner = plan(draft.build()).days().getFirst().stops().getLast();

    assertThat(dinner.start()).isEqualTo(LocalTime.of(17, 0));
    assertThat(dinner.placeId()).isNull();
    assertThat(dinner.name()).isEqualTo("Hotel");
  }

  @Test
  void a_limited_party_rests_where_rest_points_are_known() throws Exception {
    TripDraft draft = TripDraft.days(1).usualPlaces();
    draft.health = HealthStatus.LIMITED;
    PlaceDraft garden = new PlaceDraft("garden").mustVisit();
    garden.restPoints = List.of("benches");

    DayPlan day = plan(draft.place(garden).build()).days().getFirst();

    assertThat(sights(day)).isBetween(2, 3);
    assertThat(day.rests()).hasSizeGreaterThanOrEqualTo(2).allMatch(Rest::verified);
    assertThat(day.rests()).extracting(Rest::placeId).containsOnly("garden");
  }

  @Test
  void the_first_day_opens_after_the_arrival_and_the_last_closes_before_the_departure()
      throws Exception {
    TripDraft draft = TripDraft.days(2).usualPlaces();
    Coordinates airport = new PlaceDraft("airport").east(20).coordinates;
    TransitPoint point = new TransitPoint("Airport", airport, TransitPoint.Kind.AIRPORT);
    Stay stay = draft.stays.getFirst();
    draft.stays.set(
        0,
        new Stay(
            stay.city(),
            stay.base(),
            stay.arrivalDate(),
            stay.departureDate(),
            LocalTime.of(13, 10),
            LocalTime.of(16, 0),
            point,
            point));

    Plan plan = plan(draft.build());

    Stop first = plan.days().getFirst().stops().getFirst();
    assertThat(first.start().minusMinutes(first.leg().minutes()))
        .isAfterOrEqualTo(LocalTime.of(13, 40));
    var back = Objects.requireNonNull(plan.days().getLast().returnLeg());
    assertThat(back.to()).isEqualTo("Airport");
    assertThat(back.start().plusMinutes(back.leg().minutes()))
        .isBeforeOrEqualTo(LocalTime.of(14, 0));
  }

  @Test
  void a_day_of_change_leaves_in_the_morning_and_goes_on_in_the_next_city() throws Exception {
    Plan plan = plan(TripDraft.days(2).usualPlaces().thenDays(2).usualPlaces().build());

    assertThat(plan.days()).hasSize(3).extracting(DayPlan::stay).containsExactly(0, 1, 1);
    DayPlan change = plan.days().get(1);
    assertThat(change.intercity())
        .matches(leg -> leg != null && leg.start().equals(LocalTime.of(9, 0)))
        .matches(leg -> leg != null && leg.minutes() == 200 && leg.to().equals("Busan"));
    assertThat(change.stops())
        .isNotEmpty()
        .allMatch(stop -> !stop.start().isBefore(LocalTime.of(12, 20)));
    assertThat(ids(new Plan(List.of(change)))).allMatch(id -> id.startsWith("usual-1"));
  }

  @Test
  void an_afternoon_train_leaves_time_for_lunch_at_the_old_hotel() throws Exception {
    TripDraft draft = TripDraft.days(2).usualPlaces().thenDays(2).usualPlaces();
    Stay first = draft.stays.getFirst();
    draft.stays.set(
        0,
        new Stay(
            first.city(),
            first.base(),
            first.arrivalDate(),
            first.departureDate(),
            null,
            LocalTime.of(14, 0),
            null,
            null));

    Stop lunch = plan(draft.build()).days().get(1).stops().getFirst();

    assertThat(lunch.placeId()).isNull();
    assertThat(lunch.name()).isEqualTo("Hotel");
    assertThat(lunch.start()).isEqualTo(LocalTime.of(13, 0));
  }

  @Test
  void odd_trips_are_planned_all_the_same() throws Exception {
    TripDraft nothing = TripDraft.days(30);
    TripDraft moment = TripDraft.days(1).usualPlaces().hours("10:00", "10:01");
    TripDraft lateArrival = TripDraft.days(2).usualPlaces();
    Stay stay = lateArrival.stays.getFirst();
    TransitPoint port =
        new TransitPoint(
            "Port", new PlaceDraft("port").east(30).coordinates, TransitPoint.Kind.PORT);
    lateArrival.stays.set(
        0,
        new Stay(
            stay.city(),
            stay.base(),
            stay.arrivalDate(),
            stay.departureDate(),
            LocalTime.of(23, 30),
            null,
            port,
            null));

    assertThat(plan(nothing.build()).days())
        .hasSize(30)
        .allMatch(day -> day.stops().size() == 2 && isShortfall(day.shortfall(), 5, 0));
    assertThat(plan(moment.build()).days().getFirst().stops()).isEmpty();
    DayPlan night = plan(lateArrival.build()).days().getFirst();
    assertThat(night.stops()).isEmpty();
    assertThat(night.returnLeg()).matches(leg -> leg != null && leg.start().equals(LocalTime.MIN));
  }

  @Test
  void a_must_visit_open_too_late_asks_for_a_later_end_of_the_day() throws Exception {
    TripDraft draft = TripDraft.days(2).usualPlaces();
    draft.place(new PlaceDraft("bar").open("20:00", "23:00").mustVisit().minutes(60).east(2));

    PlanOutcome.Infeasible outcome = infeasible(draft.build());

    assertThat(outcome.blocking()).isEqualTo(Constraint.DAY_WINDOW);
    assertThat(outcome.explanation()).contains("The bar");
    assertThat(outcome.relaxations())
        .containsExactly(new Relaxation("trip.daily_end_time", "21:00", "21:30"));
    assertThat(plan(RelaxedProblem.of(draft.build(), outcome.relaxations()))).isNotNull();
  }

  @Test
  void a_must_visit_open_too_early_asks_for_an_earlier_start() throws Exception {
    TripDraft draft = TripDraft.days(1).usualPlaces().hours("10:00", "21:00");
    draft.place(new PlaceDraft("market").open("07:00", "10:00").mustVisit().minutes(60).east(2));

    PlanOutcome.Infeasible outcome = infeasible(draft.build());

    assertThat(outcome.relaxations())
        .containsExactly(new Relaxation("trip.daily_start_time", "10:00", "08:30"));
    assertThat(plan(RelaxedProblem.of(draft.build(), outcome.relaxations()))).isNotNull();
  }

  @Test
  void must_visits_that_crowd_each_other_out_lose_the_one_worth_least() throws Exception {
    TripDraft draft = TripDraft.days(1).hours("07:00", "22:00");
    for (int i = 0; i < 8; i++) {
      PlaceDraft place = new PlaceDraft("p" + i).minutes(30).mustVisit();
      place.rating = i == 3 ? 2.0 : 4.0;
      draft.place(place);
    }

    PlanOutcome.Infeasible outcome = infeasible(draft.build());

    assertThat(outcome.blocking()).isEqualTo(Constraint.MUST_VISIT);
    assertThat(outcome.relaxations())
        .containsExactly(new Relaxation("trip.candidate_places[p3].wish", "MUST_VISIT", "NONE"));
    assertThat(plan(RelaxedProblem.of(draft.build(), outcome.relaxations()))).isNotNull();
  }

  @Test
  void a_must_visit_too_hard_for_the_party_is_named_and_dropped() throws Exception {
    PlaceDraft summit = new PlaceDraft("summit").mustVisit();
    summit.effort = Effort.STRENUOUS;
    TripDraft draft = TripDraft.days(1).usualPlaces().place(summit);
    draft.health = HealthStatus.LIMITED;

    PlanOutcome.Infeasible outcome = infeasible(draft.build());

    assertThat(outcome.blocking()).isEqualTo(Constraint.HEALTH_PACE);
    assertThat(outcome.explanation()).contains("The summit");
    assertThat(plan(RelaxedProblem.of(draft.build(), outcome.relaxations()))).isNotNull();
  }

  @Test
  void a_way_between_cities_that_takes_more_than_a_day_is_refused() throws Exception {
    TripDraft draft = TripDraft.days(2).thenDays(3);
    draft.routes.set(0, new IntercityRoute(TravelMode.PUBLIC, 1700, 900, null));

    PlanOutcome.Infeasible outcome = infeasible(draft.build());

    assertThat(outcome.blocking()).isEqualTo(Constraint.TRANSFER_POSSIBLE);
    assertThat(outcome.explanation()).contains("Busan");
    assertThat(outcome.relaxations()).isEmpty();
  }

  @Test
  void must_visits_of_which_two_are_too_many_ask_for_one_day_more() throws Exception {
    TripDraft draft = TripDraft.days(1).hours("07:00", "22:00");
    for (int i = 0; i < 9; i++) {
      draft.place(new PlaceDraft("p" + i).minutes(30).mustVisit());
    }

    PlanOutcome.Infeasible outcome = infeasible(draft.build());

    assertThat(outcome.blocking()).isEqualTo(Constraint.MUST_VISIT);
    assertThat(outcome.relaxations())
        .containsExactly(
            new Relaxation("trip.destinations[0].departure_date", "2026-05-04", "2026-05-05"));
    assertThat(ids(plan(RelaxedProblem.of(draft.build(), outcome.relaxations())))).hasSize(9);
  }

  @Test
  void one_day_more_in_a_city_moves_the_next_one() throws Exception {
    TripDraft draft = TripDraft.days(2).hours("07:00", "22:00");
    for (int i = 0; i < 9; i++) {
      draft.place(new PlaceDraft("p" + i).minutes(30).mustVisit());
    }
    draft.thenDays(2);

    PlanOutcome.Infeasible outcome = infeasible(draft.build());

    assertThat(outcome.relaxations())
        .containsExactly(
            new Relaxation("trip.destinations[0].departure_date", "2026-05-05", "2026-05-06"),
            new Relaxation("trip.destinations[1].arrival_date", "2026-05-05", "2026-05-06"),
            new Relaxation("trip.destinations[1].departure_date", "2026-05-06", "2026-05-07"));
    assertThat(plan(RelaxedProblem.of(draft.build(), outcome.relaxations())).days())
        .extracting(DayPlan::stay)
        .containsExactly(0, 0, 1, 1);
  }

  @Test
  void a_day_between_two_trains_without_time_for_lunch_asks_for_one_day_more() throws Exception {
    TripDraft draft = TripDraft.days(1).usualPlaces();
    Stay stay = draft.stays.getFirst();
    draft.stays.set(
        0,
        new Stay(
            stay.city(),
            stay.base(),
            stay.arrivalDate(),
            stay.departureDate(),
            LocalTime.of(10, 30),
            LocalTime.of(12, 35),
            station("North station", -4),
            station("South station", 4)));

    PlanOutcome.Infeasible outcome = infeasible(draft.build());

    assertThat(outcome.blocking()).isEqualTo(Constraint.DAY_WINDOW);
    assertThat(outcome.relaxations())
        .containsExactly(
            new Relaxation("trip.destinations[0].departure_date", "2026-05-04", "2026-05-05"));
    assertThat(plan(RelaxedProblem.of(draft.build(), outcome.relaxations())).days()).hasSize(2);
  }

  private static TransitPoint station(String name, double east) {
    return new TransitPoint(
        name, new PlaceDraft(name).east(east).coordinates, TransitPoint.Kind.STATION);
  }

  @Test
  void a_trip_of_the_most_days_asks_for_no_more() throws Exception {
    TripDraft draft = TripDraft.days(30).hours("07:00", "22:00");
    for (int i = 0; i < 30 * 7 + 2; i++) {
      draft.place(new PlaceDraft("p" + i).minutes(30).mustVisit());
    }

    assertThat(infeasible(draft.build()).relaxations())
        .extracting(Relaxation::to)
        .containsExactly("NONE", "NONE");
  }

  @Test
  void must_visits_are_dropped_where_they_crowd_each_other_out() throws Exception {
    TripDraft draft = TripDraft.days(2).hours("07:00", "22:00");
    for (int i = 0; i < 3; i++) {
      PlaceDraft unloved = new PlaceDraft("unloved" + i).minutes(30).mustVisit();
      unloved.rating = 1.0;
      draft.place(unloved);
    }
    draft.thenDays(1);
    for (int i = 0; i < 17; i++) {
      PlaceDraft loved = new PlaceDraft("loved" + i).minutes(30).mustVisit();
      loved.coordinates = draft.stays.getLast().base().coordinates();
      loved.stay = 1;
      draft.place(loved);
    }

    List<Relaxation> relaxations = infeasible(draft.build()).relaxations();

    assertThat(relaxations).extracting(Relaxation::field).noneMatch(it -> it.contains("unloved"));
    assertThat(plan(RelaxedProblem.of(draft.build(), relaxations))).isNotNull();
  }

  @Test
  void far_too_many_must_visits_are_answered_too() throws Exception {
    TripDraft draft = TripDraft.days(1);
    for (int i = 0; i < 40; i++) {
      draft.place(new PlaceDraft("p" + i).east(0.2 * i).minutes(60).mustVisit());
    }

    PlanOutcome.Infeasible outcome = infeasible(draft.build());

    assertThat(outcome.relaxations()).hasSizeBetween(27, 28);
    assertThat(plan(RelaxedProblem.of(draft.build(), outcome.relaxations()))).isNotNull();
  }

  private static Plan plan(PlanningProblem problem) throws PlanningCancelledException {
    return planned(problem, BUDGET).plan();
  }

  private static PlanOutcome.Planned planned(PlanningProblem problem, SearchBudget budget)
      throws PlanningCancelledException {
    return (PlanOutcome.Planned) Planner.plan(problem, budget, PlanProgress.NONE);
  }

  private static PlanOutcome.Infeasible infeasible(PlanningProblem problem)
      throws PlanningCancelledException {
    return (PlanOutcome.Infeasible) Planner.plan(problem, BUDGET, PlanProgress.NONE);
  }

  private static boolean isShortfall(@Nullable Shortfall shortfall, int target, int actual) {
    return shortfall != null && shortfall.target() == target && shortfall.actual() == actual;
  }

  private static int sights(DayPlan day) {
    return (int) day.stops().stream().filter(stop -> stop.kind() == StopKind.SIGHT).count();
  }

  private static List<String> ids(Plan plan) {
    List<String> ids = new ArrayList<>();
    for (DayPlan day : plan.days()) {
      for (Stop stop : day.stops()) {
        if (stop.placeId() != null) {
          ids.add(stop.placeId());
        }
      }
    }
    return ids;
  }

  private static final class Reports implements PlanProgress {
    private final List<PlanPhase> phases = new ArrayList<>();
    private final List<Integer> percents = new ArrayList<>();

    @Override
    public void reached(PlanPhase phase, int percent) {
      phases.add(phase);
      percents.add(percent);
    }

    @Override
    public boolean cancelled() {
      return false;
    }
  }

  private static final class CancelAfter implements PlanProgress {
    private final int allowed;
    private int questions;

    CancelAfter(int allowed) {
      this.allowed = allowed;
    }

    @Override
    public void reached(PlanPhase phase, int percent) {}

    @Override
    public boolean cancelled() {
      return ++questions > allowed;
    }
  }

  /// In CPU time of the thread, so that other load on the machine is no matter.
  private static final class LongestSilence implements PlanProgress {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long asked = threads.getCurrentThreadCpuTime();
    private long longest;

    @Override
    public void reached(PlanPhase phase, int percent) {}

    @Override
    public boolean cancelled() {
      long now = threads.getCurrentThreadCpuTime();
      longest = Math.max(longest, now - asked);
      asked = now;
      return false;
    }

    long nanos() {
      return longest;
    }
  }
}
