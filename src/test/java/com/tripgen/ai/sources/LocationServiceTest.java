package com.tripgen.ai.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.OpenInterval;
import com.tripgen.ai.planning.Origin;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.support.FakeHttp;
import com.tripgen.ai.support.FakeHttp.Answer;
import com.tripgen.ai.support.FakeHttp.Request;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LocationServiceTest {
  private static final Coordinates CENTRE = new Coordinates(37.5, 127);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Catalogue catalogue = new Catalogue("/two-cities/");
  private FakeHttp http;

  @BeforeEach
  void open() throws IOException {
    http = new FakeHttp(request -> place(request, 2));
  }

  @AfterEach
  void close() {
    http.close();
  }

  /// A city with so many sights, and one restaurant.
  private static Answer place(Request request, int sights) {
    if (request.path().endsWith("/search/nearby")) {
      boolean food = request.body().contains("restaurant");
      return Answer.json(
          IntStream.range(0, food ? 1 : sights)
              .mapToObj(i -> "{\"placeId\": \"%s-%d\"}".formatted(food ? "food" : "sight", i))
              .collect(Collectors.joining(",", "{\"places\": [", "]}")));
    }
    return details(request, "\"latitude\": 37.51, \"longitude\": 127.01");
  }

  private static Answer details(Request request, String position) {
    String id = request.path().substring(request.path().lastIndexOf('/') + 1);
    return Answer.json(
        """
        {"placeId": "%s", "name": "Place %s", "category": "%s", "description": "about it",
         "rating": 4.5, "location": {%s},
         "businessHours": {"weeklyHours": [%s]}}
        """
            .formatted(
                id,
                id,
                id.startsWith("food") ? "Korean restaurant" : "National museum",
                position,
                IntStream.rangeClosed(1, 7)
                    .mapToObj(
                        day ->
                            "{\"day\": \"%s\", \"hours\": \"10:00-18:00\"}"
                                .formatted(DayOfWeek.of(day)))
                    .collect(Collectors.joining(","))));
  }

  private LocationService service(Duration patience) {
    return new LocationService(http.uri("/api/v1/locations"), patience, SourceListener.NONE);
  }

  private FoundPlaces find(LocationService service) {
    return service.find(new Itinerary(TripFixture.to("Nowhere", 1, CENTRE).facts(), catalogue), 0);
  }

  @Test
  void what_the_service_tells_becomes_a_candidate() {
    FoundPlaces found = find(service(PATIENCE));

    assertThat(found.notes()).isEmpty();
    assertThat(found.candidates())
        .extracting(Candidate::id)
        .containsExactly("sight-0", "sight-1", "food-0");
    Candidate sight = found.candidates().getFirst();
    assertThat(sight.name()).isEqualTo("Place sight-0");
    assertThat(sight.category()).isEqualTo(PlaceCategory.CULTURE);
    assertThat(sight.coordinates()).isEqualTo(new Coordinates(37.51, 127.01));
    assertThat(sight.origin()).isEqualTo(Origin.LOCATION_SERVICE);
    assertThat(sight.visit().rating()).isEqualTo(4.5);
    assertThat(sight.details().description()).isEqualTo("about it");
    assertThat(sight.opening().hours()).isNotNull();
    assertThat(sight.opening().hours().on(DayOfWeek.FRIDAY))
        .containsExactly(new OpenInterval(600, 1080));
    assertThat(found.candidates().getLast().category()).isEqualTo(PlaceCategory.FOOD);
  }

  @Test
  void the_search_is_around_the_destination_and_for_its_transport() {
    find(service(PATIENCE));

    assertThat(http.requests().getFirst().path()).isEqualTo("/api/v1/locations/search/nearby");
    assertThat(http.requests().getFirst().body())
        .contains("\"latitude\":37.5", "\"longitude\":127", "\"public_transport\"", "\"tourist\"");
  }

  @Test
  void what_was_told_lately_is_not_asked_again() {
    LocationService service = service(PATIENCE);
    FoundPlaces first = find(service);
    int asked = http.requests().size();

    assertThat(find(service)).isEqualTo(first);

    assertThat(http.requests()).hasSize(asked);
  }

  @Test
  void no_more_than_eight_places_are_asked_for_at_once() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch eight = new CountDownLatch(8);
    http.answer(
        request -> {
          if (request.path().endsWith("/search/nearby")) {
            return place(request, 40);
          }
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          eight.countDown();
          eight.await();
          now.decrementAndGet();
          return place(request, 40);
        });

    assertThat(find(service(PATIENCE)).candidates()).hasSize(41);
    assertThat(most).hasValue(8);
  }

  @Test
  void a_service_that_is_down_gives_no_places_and_a_note() {
    http.answer(request -> new Answer(500, ""));

    FoundPlaces found = find(service(PATIENCE));

    assertThat(found.away()).isTrue();
    assertThat(found.candidates()).isEmpty();
    assertThat(found.notes())
        .extracting(Note::kind)
        .containsExactly(Note.Kind.LOCATION_SERVICE_AWAY);
  }

  @Test
  void a_service_that_hangs_is_given_up() {
    http.answer(request -> http.hang());

    assertThat(find(service(Duration.ofMillis(300))).away()).isTrue();
  }

  @Test
  void what_came_in_time_is_used_and_the_rest_is_told_to_be_missing() {
    http.answer(request -> request.path().endsWith("sight-1") ? http.hang() : place(request, 2));

    FoundPlaces found = find(service(Duration.ofSeconds(2)));

    assertThat(found.away()).isFalse();
    assertThat(found.candidates()).extracting(Candidate::id).containsExactly("sight-0", "food-0");
    assertThat(found.notes())
        .extracting(Note::kind)
        .containsExactly(Note.Kind.LOCATION_SERVICE_PARTIAL);
  }

  @Test
  void a_place_that_is_gone_or_useless_or_far_away_is_left_out_silently() {
    http.answer(
        request ->
            switch (request.path().substring(request.path().lastIndexOf('/') + 1)) {
              case "sight-0" -> new Answer(404, "{\"error\": \"PLACE_NOT_FOUND\"}");
              case "sight-1" -> details(request, "\"latitude\": 95, \"longitude\": 127");
              case "sight-2" -> details(request, "\"latitude\": 36, \"longitude\": 127");
              default -> place(request, 3);
            });

    FoundPlaces found = find(service(PATIENCE));

    assertThat(found.candidates()).extracting(Candidate::id).containsExactly("food-0");
    assertThat(found.notes()).isEmpty();
  }

  @Test
  void an_answer_that_is_no_json_is_a_failure() {
    http.answer(request -> Answer.json("<html>"));

    assertThat(find(service(PATIENCE)).away()).isTrue();
  }

  @Test
  void a_service_that_keeps_failing_is_not_asked_for_a_while() {
    http.answer(request -> new Answer(503, ""));
    LocationService service = service(PATIENCE);
    for (int i = 0; i < 5; i++) {
      assertThat(find(service).away()).isTrue();
    }
    int asked = http.requests().size();

    assertThat(find(service).away()).isTrue();

    assertThat(http.requests()).hasSize(asked);
  }

  @Test
  void a_destination_without_a_position_is_not_asked_about() {
    Itinerary trip = new Itinerary(TripFixture.to("Nowhere", 1).facts(), catalogue);
    LocationService service = service(PATIENCE);

    assertThat(service.mayKnow(trip, 0)).isFalse();
    assertThat(service.find(trip, 0)).isEqualTo(FoundPlaces.NONE);
    assertThat(http.requests()).isEmpty();
  }

  @Test
  void a_stopped_job_stops_asking_and_stays_interrupted() {
    http.answer(request -> http.hang());

    Thread.currentThread().interrupt();
    FoundPlaces found = find(service(PATIENCE));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(found.candidates()).isEmpty();
  }

  // What the trip becomes

  private ProblemAssembler assembler() {
    return new ProblemAssembler(
        catalogue,
        List.of(new RequestPlaces(), service(PATIENCE), new CataloguePlaces(catalogue)),
        List.of(new RequestWeather(), new ClimateWeather(catalogue)));
  }

  @Test
  void a_city_that_nobody_else_knows_can_be_planned() {
    TripFacts facts = TripFixture.to("Nowhere", 1, CENTRE).facts();

    assertThat(assembler().unknownCities(facts)).isEmpty();
    assertThat(assembler().assemble(facts))
        .isInstanceOfSatisfying(
            Assembly.Ready.class,
            ready -> assertThat(ready.placeOrigins()).containsEntry(Origin.LOCATION_SERVICE, 3));
  }

  @Test
  void only_when_nothing_else_is_known_does_its_absence_matter() {
    http.answer(request -> new Answer(500, ""));

    assertThat(assembler().assemble(TripFixture.to("Nowhere", 1, CENTRE).facts()))
        .isEqualTo(new Assembly.SourceAway("Nowhere"));
    assertThat(assembler().assemble(TripFixture.to("Hill", 1).facts()))
        .isInstanceOfSatisfying(
            Assembly.Ready.class,
            ready ->
                assertThat(ready.notes())
                    .extracting(Note::kind)
                    .contains(Note.Kind.LOCATION_SERVICE_AWAY));
  }
}
