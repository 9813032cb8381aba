package com.tripgen.ai.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.planning.Plan;
import com.tripgen.ai.planning.PlanOutcome;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.RandomTrips;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.StopKind;
import com.tripgen.ai.planning.checker.Swaps;
import com.tripgen.ai.planning.planner.PlanProgress;
import com.tripgen.ai.planning.planner.Planner;
import com.tripgen.ai.planning.planner.SearchBudget;
import com.tripgen.ai.schedules.WeatherImpact.Recommendation;
import com.tripgen.ai.schedules.WeatherImpact.Severity;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WeatherImpactAnalysisTest {
  private static final int TRIPS = 10;

  /// A planned trip to one city, its days as they are stored.
  private record Planned(PlanningProblem problem, List<DayEntry> days) {
    static Planned of(int seed) throws Exception {
      PlanningProblem problem = RandomTrips.cityTrip(seed, 3, 80);
      Plan plan =
          ((PlanOutcome.Planned)
                  Planner.plan(problem, SearchBudget.forProblem(problem), PlanProgress.NONE))
              .plan();
      ScheduleDocument document =
          ItineraryWriter.write(
              new PlanningInput(PlanningInput.FORMAT, "t", problem, List.of(), Map.of()),
              plan,
              new ItineraryWriter.Making(Seeds.PLANNER, Instant.EPOCH, 1, 1, false, List.of()));
      return new Planned(problem, document.schedules());
    }

    WeatherImpact impact(List<WeatherChange> changes) {
      return WeatherImpactAnalysis.of(days, problem, changes);
    }

    List<WeatherChange> everyDay(DayCondition before, DayCondition after, Severity severity) {
      return days.stream()
          .map(day -> new WeatherChange(day.date(), before, after, severity))
          .toList();
    }

    List<PlaceEntry> outdoors(WeatherImpact.Day day) {
      return entry(day).places().stream().filter(PlaceEntry::isOutdoor).toList();
    }

    DayEntry entry(WeatherImpact.Day day) {
      return days.stream().filter(it -> it.day() == day.day()).findFirst().orElseThrow();
    }

    long sights(List<PlaceEntry> places) {
      return places.stream().filter(place -> place.kind() == StopKind.SIGHT).count();
    }
  }

  @Test
  void every_recommendation_follows_from_the_stops_and_every_swap_fits() throws Exception {
    Map<Recommendation, Integer> seen = new EnumMap<>(Recommendation.class);
    for (int seed = 0; seed < TRIPS; seed++) {
      Planned trip = Planned.of(seed);
      WeatherImpact impact =
          trip.impact(trip.everyDay(DayCondition.CLEAR, DayCondition.RAIN, Severity.HIGH));
      assertThat(impact.impactedDays()).hasSize(trip.days().size());
      Set<String> used = new HashSet<>(ids(trip.days()));
      for (WeatherImpact.Day day : impact.impactedDays()) {
        assertFollows(trip, day);
        assertSwapsFit(trip, day, used);
        seen.merge(day.recommendation(), 1, Integer::sum);
      }
    }
    assertThat(seen).containsKeys(Recommendation.MODIFY, Recommendation.REGENERATE);
  }

  private static void assertFollows(Planned trip, WeatherImpact.Day day) {
    List<PlaceEntry> outdoors = trip.outdoors(day);
    long sights = trip.sights(trip.entry(day).places());
    long affected = trip.sights(outdoors);
    boolean missing = day.alternativeOptions().size() < outdoors.size();
    Recommendation expected =
        outdoors.isEmpty()
            ? Recommendation.KEEP
            : 2 * affected > sights || missing ? Recommendation.REGENERATE : Recommendation.MODIFY;
    assertThat(day.recommendation()).isEqualTo(expected);
    assertThat(day.affectedPlaces())
        .extracting(WeatherImpact.Place::placeId)
        .containsExactlyElementsOf(outdoors.stream().map(PlaceEntry::placeId).toList());
    assertThat(day.reason()).isNotBlank();
  }

  private static void assertSwapsFit(Planned trip, WeatherImpact.Day day, Set<String> used) {
    Map<String, Candidate> candidates =
        trip.problem().candidates().stream()
            .collect(Collectors.toMap(Candidate::id, Function.identity()));
    Swaps swaps = Swaps.of(trip.problem(), EditedPlan.of(trip.days(), trip.problem()));
    List<PlaceEntry> places = trip.entry(day).places();
    Map<Integer, Candidate> together = new HashMap<>();
    for (WeatherImpact.Alternative swap : day.alternativeOptions()) {
      Candidate place = Objects.requireNonNull(candidates.get(swap.placeId()));
      assertThat(place.visit().setting()).isEqualTo(Setting.INDOOR);
      assertThat(used.add(place.id())).as("used once").isTrue();
      int position =
          IntStream.range(0, places.size())
              .filter(i -> swap.replaces().equals(places.get(i).placeId()))
              .findFirst()
              .orElseThrow();
      assertThat(swaps.fit(day.date(), Map.of(position, place))).isTrue();
      together.put(position, place);
    }
    assertThat(swaps.fit(day.date(), together)).isTrue();
  }

  private static List<String> ids(List<DayEntry> days) {
    return days.stream()
        .flatMap(day -> day.places().stream())
        .flatMap(place -> Stream.ofNullable(place.placeId()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "CLEAR, RAIN, LOW",
    "RAIN, CLEAR, HIGH",
    "STORM, RAIN, HIGH",
    "CLEAR, CLOUDY, HIGH",
    "HEAT, FOG, MEDIUM"
  })
  void a_day_is_kept_when_it_hardly_matters_or_improves(
      DayCondition before, DayCondition after, Severity severity) throws Exception {
    Planned trip = Planned.of(1);
    assertThat(trip.impact(trip.everyDay(before, after, severity)).impactedDays())
        .hasSize(3)
        .allSatisfy(
            day -> {
              assertThat(day.recommendation()).isEqualTo(Recommendation.KEEP);
              assertThat(day.affectedPlaces()).isEmpty();
              assertThat(day.alternativeOptions()).isEmpty();
            });
  }

  @Test
  void a_day_without_outdoor_stops_is_kept() throws Exception {
    Planned trip = Planned.of(1);
    DayEntry first = trip.days().getFirst();
    DayEntry indoors =
        new DayEntry(
            first.day(),
            first.date(),
            first.city(),
            null,
            first.places().stream().filter(place -> !place.isOutdoor()).toList(),
            List.of(),
            null,
            null,
            null,
            null,
            null,
            List.of());
    WeatherImpact impact =
        new Planned(trip.problem(), List.of(indoors))
            .impact(trip.everyDay(DayCondition.CLEAR, DayCondition.STORM, Severity.HIGH));
    assertThat(impact.impactedDays())
        .extracting(WeatherImpact.Day::recommendation)
        .containsExactly(Recommendation.KEEP);
  }

  @Test
  void days_without_a_change_are_not_listed_and_other_dates_have_no_effect() throws Exception {
    Planned trip = Planned.of(1);
    DayEntry second = trip.days().get(1);
    WeatherImpact impact =
        trip.impact(
            List.of(
                change(second, DayCondition.SNOW, Severity.MEDIUM),
                new WeatherChange(
                    second.date().plusYears(1),
                    DayCondition.CLEAR,
                    DayCondition.STORM,
                    Severity.HIGH)));
    assertThat(impact.impactedDays()).extracting(WeatherImpact.Day::day).containsExactly(2);
  }

  @Test
  void of_several_changes_of_a_day_the_most_harmful_counts() throws Exception {
    Planned trip = Planned.of(1);
    DayEntry day = trip.days().getFirst();
    List<WeatherChange> changes =
        List.of(
            new WeatherChange(day.date(), DayCondition.RAIN, DayCondition.CLEAR, Severity.HIGH),
            change(day, DayCondition.DUST, Severity.LOW),
            change(day, DayCondition.RAIN, Severity.MEDIUM));
    WeatherImpact impact = trip.impact(changes);
    assertThat(impact.impactedDays())
        .extracting(WeatherImpact.Day::severity)
        .containsExactly(Severity.MEDIUM);
    assertThat(trip.impact(changes.reversed())).isEqualTo(impact);
  }

  @Test
  void the_result_has_the_published_shape() throws Exception {
    Planned trip = Planned.of(1);
    JsonNode result =
        JsonMapper.shared()
            .readTree(
                ScheduleJson.write(
                    trip.impact(
                        trip.everyDay(DayCondition.CLEAR, DayCondition.RAIN, Severity.HIGH))));
    assertThat(result.propertyNames()).containsExactly("impacted_days");
    assertThat(result.get("impacted_days"))
        .isNotEmpty()
        .allSatisfy(
            day -> {
              assertThat(day.propertyNames())
                  .containsExactly(
                      "day",
                      "date",
                      "city",
                      "severity",
                      "recommendation",
                      "reason",
                      "affected_places",
                      "alternative_options");
              assertThat(day.get("severity").stringValue()).isEqualTo("high");
              assertThat(day.get("recommendation").stringValue())
                  .isIn("keep", "modify", "regenerate");
            });
    assertThat(ScheduleJson.write(trip.impact(List.of()))).isEqualTo("{\"impacted_days\":[]}");
  }

  @Test
  void reasons_are_told_in_the_language_of_the_trip() {
    WeatherChange change =
        change(
            SmallTrip.document(Language.KO).schedules().getFirst(),
            DayCondition.SNOW,
            Severity.HIGH);
    assertThat(ImpactPhrases.in(Language.KO).allSwapped(change, 2))
        .isEqualTo("날씨 예보가 맑음에서 눈으로 바뀌었습니다. 야외 일정 2곳이 영향을 받습니다. 모두 실내 장소로 바꾸실 수 있습니다.");
    assertThat(ImpactPhrases.in(Language.EN).swapsMissing(change, 2, 1))
        .isEqualTo(
            "The forecast changed from clear skies to snow. Of 2 affected outdoor stops, 1 has"
                + " nothing indoors to be swapped for: make this day again.");
  }

  private static WeatherChange change(DayEntry day, DayCondition after, Severity severity) {
    return new WeatherChange(day.date(), DayCondition.CLEAR, after, severity);
  }
}
