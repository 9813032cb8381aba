package com.tripgen.ai.recommendations;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.Effort;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.PlaceDetails;
import com.tripgen.ai.planning.Preference;
import com.tripgen.ai.planning.TransportMode;
import com.tripgen.ai.recommendations.RecommendationText.Alternative;
import com.tripgen.ai.recommendations.RecommendationText.Tips;
import com.tripgen.ai.sources.City;
import com.tripgen.ai.sources.GivenPlace;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BuiltinRecommenderTest {
  private static final String HANGUL = "\\p{IsHangul}";

  private static final Map<Language, List<PlaceRecord>> PLACES = new EnumMap<>(Language.class);

  private final BuiltinRecommender writer = new BuiltinRecommender();

  @Test
  void travellers_of_other_health_or_company_never_read_the_same_reasons() {
    for (Language language : Language.values()) {
      everyPlace(language)
          .forEach(
              place -> {
                List<List<String>> reasons = new ArrayList<>();
                for (HealthStatus health : HealthStatus.values()) {
                  for (Company company : companies()) {
                    reasons.add(
                        writer
                            .write(place, Fixture.travellers(company, health, language))
                            .reasons());
                  }
                }
                assertThat(reasons).as(place.place().id()).doesNotHaveDuplicates();
                assertThat(reasons)
                    .allSatisfy(list -> assertThat(list).isNotEmpty().doesNotHaveDuplicates());
              });
    }
  }

  @Test
  void travelling_with_a_child_or_in_other_numbers_is_other_company() {
    PlaceRecord palace = Fixture.record("seoul-gyeongbokgung", Language.KO);

    assertThat(
            Stream.of(
                    List.<Integer>of(),
                    List.of(35, 35),
                    List.of(35, 35, 35),
                    List.of(35, 9),
                    List.of(35, 70),
                    List.of(35, 9, 70))
                .map(ages -> writer.write(palace, aged(ages)).reasons()))
        .doesNotHaveDuplicates();
  }

  @Test
  void korean_is_polite_and_english_is_english() {
    everyPlace(Language.KO)
        .forEach(
            place ->
                everyTraveller(Language.KO)
                    .forEach(
                        travellers ->
                            assertThat(writer.write(place, travellers).reasons())
                                .allMatch(reason -> reason.matches(".*(니다|세요)\\."))));
    everyPlace(Language.EN)
        .forEach(
            place ->
                everyTraveller(Language.EN)
                    .forEach(
                        travellers ->
                            assertThat(ownWords(writer.write(place, travellers)))
                                .noneMatch(text -> text.matches(".*" + HANGUL + ".*"))));
  }

  @Test
  void a_place_of_which_nothing_is_known_gets_no_invented_tips() {
    PlaceRecord bare =
        Fixture.PLACES
            .record(new PlaceRequest("LOC-9", null, Fixture.bare("LOC-9")), Language.KO)
            .orElseThrow();

    Tips tips = writer.write(bare, Fixture.travellers()).tips();

    assertThat(tips)
        .isEqualTo(
            new Tips(
                "",
                List.of(),
                "",
                "",
                List.of(),
                List.of("운영 시간이 확인되지 않았으니 방문 전에 확인해 주세요."),
                "",
                List.of()));
  }

  @Test
  void facts_are_copied_as_the_record_has_them() {
    for (Language language : Language.values()) {
      everyPlace(language)
          .forEach(
              record -> {
                RecommendationText text =
                    writer.write(
                        record, Fixture.travellers(Company.SOLO, HealthStatus.LIMITED, language));
                var details = record.place().details();
                assertThat(text.placeName()).isEqualTo(record.place().name());
                assertThat(text.tips().description()).isEqualTo(details.description());
                assertThat(text.tips().events()).isEqualTo(details.events());
                assertThat(text.tips().photoSpots()).isEqualTo(details.photoSpots());
                String practical = String.join("\n", text.tips().practicalTips());
                assertThat(details.restPoints()).allMatch(practical::contains);
                assertThat(details.accessibility()).allMatch(practical::contains);
              });
    }
  }

  @Test
  void the_best_time_leaves_room_for_the_whole_visit_before_it_closes() {
    // 09:00-17:00, closed on Tuesdays, last entry an hour before, two hours long
    PlaceRecord palace = Fixture.record("seoul-gyeongbokgung", Language.EN);

    Tips tips =
        writer
            .write(palace, Fixture.travellers(Company.SOLO, HealthStatus.GOOD, Language.EN))
            .tips();

    assertThat(palace.place().visit().minutes()).isEqualTo(120);
    assertThat(tips.bestVisitTime()).contains("Coming at 09:00", "arrive by 15:00");
    assertThat(tips.estimatedDuration()).isEqualTo("About 2 hours");
    assertThat(tips.practicalTips()).contains("Closed on Tuesday.");
  }

  @Test
  void parking_is_for_those_who_come_by_car() {
    PlaceRecord palace = Fixture.record("seoul-gyeongbokgung", Language.EN);
    Function<TransportMode, List<String>> tips =
        transport ->
            writer
                .write(
                    palace,
                    new TravellerProfile(
                        null, List.of(), HealthStatus.GOOD, transport, Set.of(), Language.EN))
                .tips()
                .practicalTips();

    assertThat(tips.apply(TransportMode.CAR))
        .contains("Parking: Gyeongbokgung car park (paid)")
        .containsAll(tips.apply(TransportMode.PUBLIC));
    assertThat(tips.apply(TransportMode.PUBLIC)).noneMatch(tip -> tip.startsWith("Parking"));
  }

  @Test
  void alternatives_are_the_nearest_comparable_places() {
    everyPlace(Language.EN)
        .forEach(
            record -> {
              List<String> expected =
                  record.others().stream()
                      .filter(other -> !other.id().equals(record.place().id()))
                      .filter(other -> isComparable(other, record.place()))
                      .sorted(
                          Comparator.comparingDouble(
                              other ->
                                  kilometres(other.coordinates(), record.place().coordinates())))
                      .limit(3)
                      .map(Candidate::id)
                      .toList();
              List<Alternative> alternatives =
                  writer
                      .write(
                          record, Fixture.travellers(Company.SOLO, HealthStatus.GOOD, Language.EN))
                      .tips()
                      .alternatives();
              assertThat(alternatives)
                  .as(record.place().id())
                  .extracting(Alternative::placeId)
                  .containsExactlyInAnyOrderElementsOf(expected);
              assertThat(alternatives)
                  .isSortedAccordingTo(Comparator.comparingDouble(Alternative::kilometres));
            });
  }

  @Test
  void nothing_strenuous_is_offered_where_health_needs_care() {
    everyPlace(Language.EN)
        .forEach(
            record -> {
              Set<String> strenuous =
                  Set.copyOf(
                      record.others().stream()
                          .filter(other -> other.visit().effort() == Effort.STRENUOUS)
                          .map(Candidate::id)
                          .toList());
              for (HealthStatus health : List.of(HealthStatus.CAUTION, HealthStatus.LIMITED)) {
                assertThat(
                        writer
                            .write(record, Fixture.travellers(null, health, Language.EN))
                            .tips()
                            .alternatives())
                    .extracting(Alternative::placeId)
                    .noneMatch(strenuous::contains);
              }
            });
  }

  @Test
  void the_context_tells_season_company_and_activity() {
    PlaceRecord palace = Fixture.record("seoul-gyeongbokgung", Language.KO);

    RecommendationText text =
        writer.write(
            palace, Fixture.travellers(Company.COUPLE, HealthStatus.EXCELLENT, Language.KO));

    assertThat(text.season()).isEqualTo(Season.AUTUMN);
    assertThat(text.company()).isEqualTo(Company.COUPLE);
    assertThat(text.activityLevel()).isEqualTo(ActivityLevel.HIGH);
    assertThat(text.model()).isEqualTo("builtin-recommender/1");
  }

  private static boolean isComparable(Candidate other, PlaceFacts place) {
    boolean bothOrNoneFeed = other.isFood() == (place.category() == PlaceCategory.FOOD);
    return bothOrNoneFeed
        && (other.category() == place.category() || other.visit().setting() == place.setting());
  }

  /// By the spherical law of cosines, unlike the code under test.
  private static double kilometres(Coordinates from, Coordinates to) {
    double a = Math.toRadians(from.latitude());
    double b = Math.toRadians(to.latitude());
    double longitude = Math.toRadians(to.longitude() - from.longitude());
    return 6371.0088
        * Math.acos(
            Math.min(
                1, Math.sin(a) * Math.sin(b) + Math.cos(a) * Math.cos(b) * Math.cos(longitude)));
  }

  private static TravellerProfile aged(List<Integer> ages) {
    return new TravellerProfile(
        Company.FAMILY,
        ages,
        HealthStatus.GOOD,
        TransportMode.PUBLIC,
        Set.of(Preference.CULTURE),
        Language.KO);
  }

  /// What the recommender says itself, without the names and facts it quotes.
  private static Stream<String> ownWords(RecommendationText text) {
    Tips tips = text.tips();
    return Stream.of(
            text.reasons(),
            List.of(tips.bestVisitTime(), tips.estimatedDuration(), tips.weatherTips()),
            tips.practicalTips(),
            tips.alternatives().stream().map(Alternative::reason).toList())
        .flatMap(List::stream);
  }

  private static Stream<TravellerProfile> everyTraveller(Language language) {
    return Arrays.stream(HealthStatus.values())
        .flatMap(
            health -> companies().stream().map(it -> Fixture.travellers(it, health, language)));
  }

  private static List<@Nullable Company> companies() {
    List<@Nullable Company> companies = new ArrayList<>(List.of(Company.values()));
    companies.add(null);
    return companies;
  }

  private static Stream<PlaceRecord> everyPlace(Language language) {
    return PLACES.computeIfAbsent(language, BuiltinRecommenderTest::places).stream();
  }

  private static List<PlaceRecord> places(Language language) {
    LocalDate today = LocalDate.of(2026, 11, 23);
    return Stream.concat(
            Fixture.CATALOGUE.cities().stream().flatMap(city -> records(city, language, today)),
            Stream.of(
                Fixture.PLACES
                    .record(new PlaceRequest("LOC-9", "Seoul", bareWithWords()), language)
                    .orElseThrow()))
        .toList();
  }

  private static GivenPlace bareWithWords() {
    var bare = Fixture.bare("LOC-9");
    return new GivenPlace(
        bare.id(),
        bare.name(),
        bare.category(),
        bare.coordinates(),
        null,
        bare.opening(),
        bare.visit(),
        new PlaceDetails(
            List.of(), List.of(), "A place.", List.of(), List.of(), null, List.of(), List.of()),
        bare.wish());
  }

  private static Stream<PlaceRecord> records(City city, Language language, LocalDate today) {
    List<Candidate> places = Fixture.CATALOGUE.candidates(city, 0, language, today, today);
    return places.stream()
        .map(
            place ->
                new PlaceRecord(
                    PlaceFacts.of(place),
                    places,
                    Fixture.CATALOGUE.climate(city, today, 0),
                    today));
  }
}
