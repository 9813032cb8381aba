package com.tripgen.ai.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.Base;
import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.DailyHours;
import com.tripgen.ai.planning.DayPlan;
import com.tripgen.ai.planning.Effort;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.planning.Member;
import com.tripgen.ai.planning.Opening;
import com.tripgen.ai.planning.Origin;
import com.tripgen.ai.planning.Party;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.PlaceDetails;
import com.tripgen.ai.planning.Plan;
import com.tripgen.ai.planning.PlanOutcome;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.Preference;
import com.tripgen.ai.planning.RandomTrips;
import com.tripgen.ai.planning.RequestReader;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.Stay;
import com.tripgen.ai.planning.Stop;
import com.tripgen.ai.planning.StopKind;
import com.tripgen.ai.planning.TransportMode;
import com.tripgen.ai.planning.Visit;
import com.tripgen.ai.planning.Wish;
import com.tripgen.ai.planning.Wishes;
import com.tripgen.ai.planning.checker.ConstraintChecker;
import com.tripgen.ai.planning.planner.ExhaustivePlanner;
import com.tripgen.ai.planning.planner.PlanProgress;
import com.tripgen.ai.planning.planner.Planner;
import com.tripgen.ai.planning.planner.PlanningCancelledException;
import com.tripgen.ai.planning.planner.SearchBudget;
import com.tripgen.ai.schedules.PlanAgain.Made;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlanAgainTest {
  private static final Coordinates HOTEL = new Coordinates(37.5, 127.0);
  private static final LocalDate MONDAY = LocalDate.of(2027, 5, 10);

  private static final SearchBudget SHORT = new SearchBudget(30, Duration.ofSeconds(30));

  private final List<Candidate> places = new ArrayList<>();

  @Test
  void a_day_made_again_breaks_no_rule_and_leaves_the_others_alone() throws Exception {
    int made = 0;
    int others = 0;
    for (int seed = 0; seed < 120; seed++) {
      PlanningProblem problem = RandomTrips.trip(seed);
      if (Planner.plan(problem, SHORT, PlanProgress.NONE) instanceof PlanOutcome.Planned planned) {
        int number = 1 + seed % planned.plan().days().size();
        Made again = again(problem, planned.plan()).day(number, Set.of(), PlanProgress.NONE);
        assertThat(ConstraintChecker.check(problem, again.plan())).as("trip %d", seed).isEmpty();
        for (DayPlan day : planned.plan().days()) {
          if (day.number() != number) {
            assertThat(again.plan().days()).contains(day);
          }
        }
        boolean different = !sights(again.plan(), number).equals(sights(planned.plan(), number));
        assertThat(again.different()).as("trip %d", seed).isEqualTo(different);
        made++;
        others += different ? 1 : 0;
      }
    }
    assertThat(made).isGreaterThan(60);
    assertThat(others).isGreaterThan(30);
  }

  @Test
  void of_many_places_a_day_takes_none_that_it_had() throws Exception {
    for (int seed = 1; seed <= 5; seed++) {
      PlanningProblem problem = RandomTrips.cityTrip(seed, 3, 80);
      Plan before = plan(problem);
      Made made = again(problem, before).day(2, Set.of(), PlanProgress.NONE);
      assertThat(made.different()).isTrue();
      assertThat(sights(made.plan(), 2))
          .hasSizeGreaterThanOrEqualTo(5)
          .doesNotContainAnyElementsOf(sights(before, 2));
    }
  }

  @Test
  void the_only_place_left_comes_in_however_little_it_is_worth() throws Exception {
    sights(10);
    place("poor", PlaceCategory.SHOPPING, 0.24, 90, 1.0);
    PlanningProblem problem = problem(2);
    Plan before = plan(problem);
    assertThat(sights(before, 1)).doesNotContain("poor");
    assertThat(sights(before, 2)).doesNotContain("poor");

    Made made = again(problem, before).day(1, Set.of(), PlanProgress.NONE);

    assertThat(made.different()).isTrue();
    assertThat(sights(made.plan(), 1)).isNotEqualTo(sights(before, 1));
    assertThat(again(problem, before).day(1, Set.of("poor"), PlanProgress.NONE))
        .as("though another day names it for bad weather")
        .isEqualTo(made);
    assertThat(ConstraintChecker.check(problem, made.plan())).isEmpty();
  }

  @Test
  void what_another_day_names_for_bad_weather_is_left_to_it() throws Exception {
    sights(16);
    PlanningProblem problem = problem(2);
    Plan before = plan(problem);
    Set<String> unused =
        problem.candidates().stream().map(Candidate::id).collect(Collectors.toSet());
    unused.removeAll(sights(before, 1));
    unused.removeAll(sights(before, 2));
    String spare = unused.iterator().next();
    Set<String> others = new HashSet<>(unused);
    others.remove(spare);

    Made sparing = again(problem, before).day(1, others, PlanProgress.NONE);
    assertThat(sparing.different()).isTrue();
    assertThat(sights(sparing.plan(), 1)).doesNotContainAnyElementsOf(others);
  }

  @Test
  void without_another_place_the_day_keeps_its_sights_and_says_so() throws Exception {
    sights(4);
    PlanningProblem problem = problem(1);
    Plan before = plan(problem);

    Made made = again(problem, before).day(1, Set.of(), PlanProgress.NONE);

    assertThat(made.different()).isFalse();
    assertThat(sights(made.plan(), 1)).isEqualTo(sights(before, 1));
    assertThat(ConstraintChecker.check(problem, made.plan())).isEmpty();
  }

  @Test
  void a_place_that_another_day_would_have_to_take_stays() throws Exception {
    // Three sights a day for want of more: each of them would fit the other day.
    sights(6);
    PlanningProblem problem = problem(2);
    Plan before = plan(problem);

    Made made = again(problem, before).day(2, Set.of(), PlanProgress.NONE);

    assertThat(made.different()).isFalse();
    assertThat(sights(made.plan(), 2)).isEqualTo(sights(before, 2));
  }

  @Test
  void a_day_is_another_one_whenever_some_choice_of_its_places_allows_it() throws Exception {
    int others = 0;
    int only = 0;
    for (int seed = 0; seed < 60; seed++) {
      randomPlaces(seed);
      PlanningProblem problem = problem(1);
      if (Planner.plan(problem, SearchBudget.forProblem(problem), PlanProgress.NONE)
          instanceof PlanOutcome.Planned planned) {
        Set<String> before = sights(planned.plan(), 1);

        Made made = again(problem, planned.plan()).day(1, Set.of(), PlanProgress.NONE);

        assertThat(ConstraintChecker.check(problem, made.plan())).isEmpty();
        assertThat(sights(made.plan(), 1).equals(before)).isEqualTo(!made.different());
        if (made.different()) {
          others++;
        } else {
          assertThat(allowsOtherSights(problem, before)).as("places %d", seed).isFalse();
          only++;
        }
      }
    }
    assertThat(others).isGreaterThan(10);
    assertThat(only).isGreaterThan(10);
  }

  private void randomPlaces(int seed) {
    Random random = new Random(seed);
    List<PlaceCategory> categories =
        List.of(PlaceCategory.CULTURE, PlaceCategory.NATURE, PlaceCategory.FOOD);
    places.clear();
    int count = 1 + random.nextInt(7);
    for (int i = 0; i < count; i++) {
      place(
          "p%02d".formatted(i),
          categories.get(random.nextInt(categories.size())),
          0.001 * random.nextInt(100),
          30 + 30 * random.nextInt(7),
          3 + 2 * random.nextDouble());
    }
  }

  /// Tries every choice of the places, each in its best order, by the checker's judgement.
  private static boolean allowsOtherSights(PlanningProblem problem, Set<String> before)
      throws PlanningCancelledException {
    List<Candidate> all = problem.candidates();
    for (int choice = 0; choice < 1 << all.size(); choice++) {
      List<Candidate> chosen = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        if ((choice & 1 << i) != 0) {
          chosen.add(all.get(i));
        }
      }
      PlanOutcome.Planned planned = ExhaustivePlanner.plan(problem.withCandidates(chosen));
      if (planned != null
          && !sights(planned.plan(), 1).equals(before)
          && ConstraintChecker.check(problem, planned.plan()).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  @Test
  void a_must_visit_of_the_day_stays_and_the_rest_changes() throws Exception {
    sights(16);
    places.set(0, wished(places.getFirst(), Wish.MUST_VISIT));
    PlanningProblem problem = problem(1);
    Plan before = plan(problem);

    Made made = again(problem, before).day(1, Set.of(), PlanProgress.NONE);

    assertThat(made.different()).isTrue();
    assertThat(sights(made.plan(), 1)).contains("p00");
    Set<String> others = sights(before, 1);
    others.remove("p00");
    assertThat(sights(made.plan(), 1)).doesNotContainAnyElementsOf(others);
  }

  @Test
  void a_place_named_in_the_new_wishes_may_stay() throws Exception {
    sights(16);
    PlanningProblem problem = problem(1);
    Plan before = plan(problem);
    String named = sights(before, 1).iterator().next();
    Wishes wishes = RequestReader.read("the sight " + named + ", please", problem.candidates());
    assertThat(wishes.placeIds()).containsExactly(named);

    Made made = again(problem.withWishes(wishes), before).day(1, Set.of(), PlanProgress.NONE);

    assertThat(made.different()).isTrue();
    assertThat(sights(made.plan(), 1)).contains(named);
  }

  @Test
  void a_trip_made_again_is_another_one_that_breaks_no_rule() throws Exception {
    for (int seed = 1; seed <= 5; seed++) {
      PlanningProblem problem = RandomTrips.cityTrip(seed, 3, 60);
      Plan before = plan(problem);
      Made made = again(problem, before).trip(PlanProgress.NONE);
      assertThat(made.different()).isTrue();
      assertThat(made.plan()).isNotEqualTo(before);
      assertThat(ConstraintChecker.check(problem, made.plan())).isEmpty();
    }
  }

  @Test
  void a_trip_with_one_place_to_spare_is_made_otherwise() throws Exception {
    sights(5);
    place("poor", PlaceCategory.SHOPPING, 0.24, 90, 1.0);
    PlanningProblem problem = problem(1);
    Plan before = plan(problem);

    Made made = again(problem, before).trip(PlanProgress.NONE);

    assertThat(made.different()).isTrue();
    assertThat(ConstraintChecker.check(problem, made.plan())).isEmpty();
  }

  @Test
  void a_trip_that_can_be_no_other_stays_and_says_so() throws Exception {
    sights(3);
    PlanningProblem problem = problem(1);
    Plan before = plan(problem);

    Made made = again(problem, before).trip(PlanProgress.NONE);

    assertThat(made.different()).isFalse();
    assertThat(made.plan()).isEqualTo(before);
  }

  @Test
  void the_same_again_gives_the_same() throws Exception {
    PlanningProblem problem = RandomTrips.cityTrip(3, 3, 80);
    Plan before = plan(problem);
    assertThat(again(problem, before).day(1, Set.of(), PlanProgress.NONE))
        .isEqualTo(again(problem, before).day(1, Set.of(), PlanProgress.NONE));
  }

  private static PlanAgain again(PlanningProblem problem, Plan before) {
    PlanningProblem again = problem.withSeed(Seeds.after(problem.seed(), 0));
    return new PlanAgain(again, again, before, 0);
  }

  private static Plan plan(PlanningProblem problem) throws PlanningCancelledException {
    SearchBudget budget = SearchBudget.forProblem(problem);
    return ((PlanOutcome.Planned) Planner.plan(problem, budget, PlanProgress.NONE)).plan();
  }

  private static Set<String> sights(Plan plan, int day) {
    return plan.days().get(day - 1).stops().stream()
        .filter(stop -> stop.kind() == StopKind.SIGHT)
        .map(Stop::placeId)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  /// Equally good sights around the hotel.
  private void sights(int count) {
    for (int i = 0; i < count; i++) {
      place("p%02d".formatted(i), PlaceCategory.CULTURE, 0.005 * (i % 4), 75, 4.0);
    }
  }

  private void place(String id, PlaceCategory category, double east, int minutes, double rating) {
    places.add(
        new Candidate(
            id,
            "sight " + id,
            category,
            new Coordinates(HOTEL.latitude(), HOTEL.longitude() + east),
            0,
            Opening.UNKNOWN,
            new Visit(minutes, Setting.INDOOR, Effort.LIGHT, true, rating),
            PlaceDetails.UNKNOWN,
            Wish.NONE,
            Origin.REQUEST));
  }

  private static Candidate wished(Candidate place, Wish wish) {
    return new Candidate(
        place.id(),
        place.name(),
        place.category(),
        place.coordinates(),
        place.stay(),
        place.opening(),
        place.visit(),
        place.details(),
        wish,
        place.origin());
  }

  private PlanningProblem problem(int days) {
    return new PlanningProblem(
        List.of(
            new Stay(
                "Seoul",
                new Base("Hotel", HOTEL, Base.Source.HOTEL),
                MONDAY,
                MONDAY.plusDays(days - 1),
                null,
                null,
                null,
                null)),
        List.of(),
        new DailyHours(LocalTime.of(9, 0), LocalTime.of(21, 0)),
        new Party(List.of(new Member(40, HealthStatus.GOOD, Set.of(Preference.CULTURE)))),
        TransportMode.PUBLIC,
        List.copyOf(places),
        List.of(),
        Wishes.NONE,
        Language.EN,
        1);
  }
}
