package com.tripgen.ai.planning.planner;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.Wishes.DayShift;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DayRouteTest {
  private static final int LUNCH = StopCode.freeMeal(StopCode.LUNCH, StopCode.NEAR_PREVIOUS);
  private static final int DINNER = StopCode.freeMeal(StopCode.DINNER, StopCode.NEAR_PREVIOUS);

  private static final Pulse PULSE =
      new Pulse(PlanProgress.NONE, new SearchBudget(0, Duration.ofSeconds(1)));

  private final TripDraft draft = TripDraft.days(1);

  @Test
  void stops_start_as_early_as_ways_hours_and_meals_allow() throws Exception {
    draft.place(new PlaceDraft("a").east(2).open("10:00", "18:00"));
    draft.place(new PlaceDraft("b").east(2));

    DayRoute route = route(sight("a"), sight("b"), LUNCH, DINNER);

    assertThat(route.retime()).isTrue();
    // a opens at 10:00, b follows at once, lunch and dinner near b, 18 minutes home.
    assertThat(earliest(route)).containsExactly(600, 690, 780, 1020);
    assertThat(Timetable.compact(route).back()).isEqualTo(1080 + 18);
    assertThat(route.travel()).isEqualTo(36);
  }

  @Test
  void the_latest_starts_are_what_the_rest_of_the_day_still_allows() throws Exception {
    draft.place(new PlaceDraft("a").east(2));

    DayRoute route = route(sight("a"), LUNCH, DINNER);

    assertThat(route.retime()).isTrue();
    // Home at 21:00 needs dinner by 19:42; lunch by 13:30, so a by 12:00.
    assertThat(route.latest(2)).isEqualTo(19 * 60 + 42);
    assertThat(route.latest(1)).isEqualTo(13 * 60 + 30);
    assertThat(route.latest(0)).isEqualTo(12 * 60);
  }

  @Test
  void an_order_that_misses_a_meal_or_the_closing_is_impossible() throws Exception {
    draft.place(new PlaceDraft("a").minutes(300));
    draft.place(new PlaceDraft("b").open("19:30", "22:00").east(2));

    assertThat(route(sight("a"), LUNCH, DINNER).retime()).isFalse();
    assertThat(route(LUNCH, sight("a"), DINNER).retime()).isTrue();
    assertThat(route(LUNCH, DINNER, sight("b")).retime()).isFalse();
  }

  @Test
  void a_ride_between_stops_may_take_an_hour_and_two_from_the_hotel() throws Exception {
    draft.place(new PlaceDraft("west").east(-12));
    draft.place(new PlaceDraft("east").east(12));
    draft.place(new PlaceDraft("must").east(12.1).mustVisit());

    assertThat(route(sight("east"), LUNCH, DINNER).retime()).isTrue();
    assertThat(route(sight("west"), LUNCH, sight("east"), DINNER).retime()).isFalse();
    assertThat(route(sight("west"), LUNCH, sight("must"), DINNER).retime()).isTrue();
  }

  @Test
  void a_party_that_needs_rests_but_sees_no_sight_takes_them_after_its_meals() throws Exception {
    draft.health = HealthStatus.LIMITED;
    draft.place(new PlaceDraft("inn").food());
    draft.place(new PlaceDraft("grill").food());

    DayRoute route =
        route(
            StopCode.at(StopCode.LUNCH, node("inn")), StopCode.at(StopCode.DINNER, node("grill")));

    assertThat(route.retime()).isTrue();
    // Lunch at 11:30, dinner until 18:30 at the hotel's door: 7 hours out, two rests.
    Timetable times = Timetable.chosen(route, DayShift.USUAL);
    assertThat(times.restsDue()).isEqualTo(2);
    assertThat(RestPlan.of(model().days().getFirst(), times))
        .hasSize(2)
        .allMatch(rest -> !rest.verified() && rest.minutes() == 15);
    assertThat(route.hasPause(0)).isTrue();
    assertThat(route.hasPause(1)).isTrue();
  }

  @Test
  void the_quick_test_of_an_insertion_agrees_with_retiming_the_whole_day() throws Exception {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 14; i++) {
      PlaceDraft place = new PlaceDraft("p" + i).east(20 * random.nextDouble() - 10);
      place.minutes(30 + 15 * random.nextInt(8));
      if (i % 2 == 0) {
        place.open("10:00", "12:30").open("13:30", "1" + random.nextInt(6, 10) + ":00");
      }
      draft.place(place);
    }
    TripModel trip = model();
    int agreed = 0;
    for (int round = 0; round < 400; round++) {
      DayRoute route = new DayRoute(trip.days().getFirst().model());
      route.insert(0, LUNCH);
      route.insert(1, DINNER);
      for (int i = random.nextInt(5); i > 0; i--) {
        int stop = StopCode.at(StopCode.SIGHT, random.nextInt(14));
        route.insert(random.nextInt(route.size() + 1), stop);
      }
      if (route.retime()) {
        int stop = StopCode.at(StopCode.SIGHT, random.nextInt(14));
        int position = random.nextInt(route.size() + 1);
        boolean quick = route.fits(position, stop, false);
        DayRoute longer = route.copy();
        longer.insert(position, stop);
        assertThat(quick).isEqualTo(longer.retime());
        agreed += quick ? 1 : 0;
      }
    }
    assertThat(agreed).isGreaterThan(20);
  }

  @Test
  void a_day_begins_when_its_first_stop_can_and_is_free_before_meals_at_their_usual_hours()
      throws Exception {
    draft.place(new PlaceDraft("a").east(2));

    DayRoute route = route(sight("a"), LUNCH, DINNER);
    assertThat(route.retime()).isTrue();
    Timetable times = Timetable.chosen(route, DayShift.USUAL);

    assertThat(times.leaves()).isEqualTo(9 * 60);
    assertThat(times.start(1)).isEqualTo(11 * 60 + 30);
    assertThat(times.start(2)).isEqualTo(17 * 60 + 30);
  }

  @Test
  void nothing_is_visited_early_to_wait_for_the_next_place_to_open() throws Exception {
    draft.place(new PlaceDraft("a").minutes(60));
    draft.place(new PlaceDraft("b").minutes(60).open("15:00", "18:00"));

    DayRoute route = route(LUNCH, sight("a"), sight("b"), DINNER);
    assertThat(route.retime()).isTrue();
    Timetable times = Timetable.chosen(route, DayShift.USUAL);

    assertThat(times.start(0)).isEqualTo(13 * 60);
    assertThat(times.start(1)).isEqualTo(14 * 60);
    assertThat(times.start(2)).isEqualTo(15 * 60);
  }

  @Test
  void only_the_waiting_that_the_order_forces_costs_score() throws Exception {
    draft.place(new PlaceDraft("a").minutes(60));
    DayRoute dined = route(sight("a"), LUNCH, DINNER);
    draft.hours("09:00", "17:00");
    DayRoute home = route(sight("a"), LUNCH);
    assertThat(dined.retime() && home.retime()).isTrue();

    // Lunch usually begins by 13:00, and dinner at 17:00 at the earliest: 180 minutes at 0.2.
    assertThat(DayValue.score(home) - DayValue.score(dined)).isCloseTo(36, Offset.offset(1e-9));
    assertThat(Timetable.chosen(dined, DayShift.USUAL).waiting()).isGreaterThan(180);
  }

  @Test
  void an_early_day_starts_and_a_late_day_ends_where_its_window_does() throws Exception {
    draft.place(new PlaceDraft("a").east(2));

    DayRoute route = route(sight("a"), LUNCH, DINNER);
    assertThat(route.retime()).isTrue();

    assertThat(Timetable.chosen(route, DayShift.EARLY).leaves()).isEqualTo(9 * 60);
    assertThat(Timetable.chosen(route, DayShift.LATE).leaves()).isGreaterThan(10 * 60 + 30);
    assertThat(Timetable.chosen(route, DayShift.LATE).back())
        .isGreaterThan(Timetable.chosen(route, DayShift.EARLY).back());
  }

  @Test
  void a_zigzag_is_straightened_and_a_short_way_is_left_alone() throws Exception {
    for (int i = 1; i <= 4; i++) {
      draft.place(new PlaceDraft("p" + i).east(2 * i).minutes(45));
    }
    DayRoute zigzag = route(sight("p1"), sight("p4"), sight("p2"), LUNCH, sight("p3"), DINNER);
    DayRoute straight = route(sight("p1"), sight("p2"), sight("p3"), LUNCH, sight("p4"), DINNER);
    assertThat(zigzag.retime() && straight.retime()).isTrue();

    DayRoute best = muchShorter(zigzag).orElseThrow();
    assertThat(best.travel() * 1.1).isLessThan(zigzag.travel());
    assertThat(muchShorter(best)).isEmpty();
    assertThat(muchShorter(straight)).isEmpty();
  }

  @Test
  void of_the_orders_that_travel_little_enough_a_day_gets_one_that_waits_little() throws Exception {
    draft.place(new PlaceDraft("morning").east(3).open("09:00", "11:00"));
    draft.place(new PlaceDraft("afternoon").east(3.3).open("14:30", "20:00"));
    draft.place(new PlaceDraft("far").east(9).minutes(45));
    draft.place(new PlaceDraft("farther").east(9.3).minutes(45));
    DayRoute zigzag =
        route(sight("morning"), sight("far"), LUNCH, sight("afternoon"), sight("farther"), DINNER);
    assertThat(zigzag.retime()).isTrue();

    DayRoute best = muchShorter(zigzag).orElseThrow();
    // The shortest travels 111 minutes, and waits 144 for the afternoon.
    assertThat(best.travel()).isEqualTo(119);
    assertThat(Timetable.compact(best).waiting()).isEqualTo(46);
  }

  private static int[] earliest(DayRoute route) {
    int[] starts = new int[route.size()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = route.earliest(i);
    }
    return starts;
  }

  private static Optional<DayRoute> muchShorter(DayRoute route) throws PlanningCancelledException {
    return BestOrder.muchShorter(route, PULSE);
  }

  private int sight(String id) throws PlanningCancelledException {
    return StopCode.at(StopCode.SIGHT, node(id));
  }

  private int node(String id) throws PlanningCancelledException {
    return model().find(id).orElseThrow().index();
  }

  private DayRoute route(int... stops) throws PlanningCancelledException {
    DayRoute route = new DayRoute(model().days().getFirst().model());
    for (int i = 0; i < stops.length; i++) {
      route.insert(i, stops[i]);
    }
    return route;
  }

  private TripModel model() throws PlanningCancelledException {
    return TripModel.of(draft.build(), PULSE);
  }
}
