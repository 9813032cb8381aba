package com.tripgen.ai.sources;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.TransportMode;
import io.grpc.Context;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The places of the neighbouring Location service. Its search knows neither coordinates nor hours,
/// so every place found is asked for on its own. All of it has one time limit; what came until then
/// is used, and the traveller is told when something is missing.
final class LocationService implements PlaceSource {
  private static final Logger LOG = LoggerFactory.getLogger(LocationService.class);

  /// Farther away than this the position of an answer is taken for a mistake.
  private static final double FARTHEST_KM = 80;

  private static final int AT_ONCE = 8;
  private static final int SIGHTS = 40;
  private static final int RESTAURANTS = 20;

  private final JsonApi api;
  private final Duration patience;
  private final Cache<Search, List<String>> searches =
      Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(Duration.ofHours(1)).build();
  private final Cache<String, LocationPlace> places =
      Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(Duration.ofHours(6)).build();

  /// One search, of which the same answer is expected for a while.
  private record Search(String category, int size, Coordinates centre, TransportMode transport) {
    private PlaceCategory places() {
      return category.equals("restaurant") ? PlaceCategory.FOOD : PlaceCategory.SIGHTSEEING;
    }

    private ObjectNode body() {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.putObject("origin")
          .put("latitude", centre.latitude())
          .put("longitude", centre.longitude());
      return body.put("transportMode", transport == TransportMode.CAR ? "car" : "public_transport")
          .put("timeRange", 60)
          .put("category", category)
          .put("sort", "rating")
          .put("page", 1)
          .put("size", size);
    }
  }

  /// @param patience for everything that one destination needs
  LocationService(URI base, Duration patience, SourceListener listener) {
    this.api = new JsonApi("the Location service", base, patience, JsonApi.patience(), listener);
    this.patience = patience;
  }

  @Override
  public boolean mayKnow(Itinerary trip, int stay) {
    return trip.centre(stay).isPresent();
  }

  @Override
  public FoundPlaces find(Itinerary trip, int stay) {
    Optional<Coordinates> centre = trip.centre(stay);
    if (centre.isEmpty()) {
      return FoundPlaces.NONE;
    }
    TransportMode transport = trip.facts().transport();
    Inquiry inquiry = new Inquiry(System.nanoTime() + patience.toNanos());
    Map<String, PlaceCategory> ids = new LinkedHashMap<>();
    for (Search search :
        List.of(
            new Search("tourist", SIGHTS, centre.get(), transport),
            new Search("restaurant", RESTAURANTS, centre.get(), transport))) {
      inquiry.search(search).forEach(id -> ids.putIfAbsent(id, search.places()));
    }
    List<Candidate> candidates =
        inquiry.details(ids).stream()
            .filter(
                place -> GreatCircle.kilometres(place.coordinates(), centre.get()) <= FARTHEST_KM)
            .map(place -> place.candidate(stay))
            .toList();
    if (!inquiry.incomplete) {
      return new FoundPlaces(candidates, List.of());
    }
    String city = trip.stay(stay).city();
    return candidates.isEmpty()
        ? FoundPlaces.away(Note.locationServiceAway(stay, city, trip.language()))
        : new FoundPlaces(
            candidates, List.of(Note.locationServicePartial(stay, city, trip.language())));
  }

  /// What is asked for one destination until its time is over.
  private final class Inquiry {
    private final long deadline;
    private boolean incomplete;

    private Inquiry(long deadline) {
      this.deadline = deadline;
    }

    private List<String> search(Search search) {
      List<String> known = searches.getIfPresent(search);
      if (known != null) {
        return known;
      }
      List<List<String>> found = all(List.of(() -> searched(search)));
      found.forEach(ids -> searches.put(search, ids));
      return found.isEmpty() ? List.of() : found.getFirst();
    }

    private List<String> searched(Search search)
        throws SourceUnavailableException, InterruptedException {
      List<String> ids = new ArrayList<>();
      Optional<JsonNode> answer = api.post("/search/nearby", search.body());
      for (JsonNode place : answer.map(node -> node.path("places")).orElse(missing())) {
        String id = place.path("placeId").asString("");
        if (!id.isBlank() && ids.size() < search.size()) {
          ids.add(id);
        }
      }
      return List.copyOf(ids);
    }

    private static JsonNode missing() {
      return JsonNodeFactory.instance.missingNode();
    }

    /// In the order of the search, whatever the order in which the answers come.
    private List<LocationPlace> details(Map<String, PlaceCategory> ids) {
      Semaphore permits = new Semaphore(AT_ONCE);
      List<Callable<Optional<LocationPlace>>> questions = new ArrayList<>();
      ids.forEach((id, category) -> questions.add(() -> detail(id, category, permits)));
      return all(questions).stream().flatMap(Optional::stream).toList();
    }

    private Optional<LocationPlace> detail(String id, PlaceCategory otherwise, Semaphore permits)
        throws SourceUnavailableException, InterruptedException {
      LocationPlace known = places.getIfPresent(id);
      if (known != null) {
        return Optional.of(known);
      }
      permits.acquire();
      try {
        Optional<LocationPlace> place =
            api.get("/places/" + encoded(id) + "?includeAI=false&includeReviews=false")
                .flatMap(details -> LocationPlace.read(details, otherwise));
        place.ifPresent(found -> places.put(id, found));
        return place;
      } finally {
        permits.release();
      }
    }

    private static String encoded(String id) {
      return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// The answers to those questions that were answered in time.
    private <T> List<T> all(List<Callable<T>> questions) {
      List<T> answers = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        long left = Math.max(0, deadline - System.nanoTime());
        List<Callable<T>> ofThisTrace = questions.stream().map(Context.current()::wrap).toList();
        for (Future<T> future : threads.invokeAll(ofThisTrace, left, TimeUnit.NANOSECONDS)) {
          answer(future).ifPresent(answers::add);
        }
      } catch (InterruptedException e) {
        // Whoever stops the job finds the flag again, and no place is reported missing for it.
        Thread.currentThread().interrupt();
        incomplete = true;
      }
      return answers;
    }

    private <T> Optional<T> answer(Future<T> future) throws InterruptedException {
      try {
        return Optional.of(future.get());
      } catch (CancellationException e) {
        LOG.warn("the Location service did not answer within {} ms", patience.toMillis());
      } catch (ExecutionException e) {
        LOG.warn("a question to the Location service failed: {}", reason(e));
      }
      incomplete = true;
      return Optional.empty();
    }

    private static String reason(ExecutionException failure) {
      Throwable cause = failure.getCause();
      return String.valueOf(cause == null ? failure.getMessage() : cause.getMessage());
    }
  }
}
