package com.tripgen.ai.recommendations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.google.rpc.Code;
import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.PoolSettings;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.ActivityLevel;
import com.tripgen.ai.v1.BatchGetRecommendationsRequest;
import com.tripgen.ai.v1.BatchGetRecommendationsResponse;
import com.tripgen.ai.v1.CacheMode;
import com.tripgen.ai.v1.CandidatePlace;
import com.tripgen.ai.v1.Coordinates;
import com.tripgen.ai.v1.ErrorReason;
import com.tripgen.ai.v1.GetRecommendationRequest;
import com.tripgen.ai.v1.GetRecommendationResponse;
import com.tripgen.ai.v1.GroupType;
import com.tripgen.ai.v1.HealthStatus;
import com.tripgen.ai.v1.InvalidateRecommendationsRequest;
import com.tripgen.ai.v1.InvalidateRecommendationsResponse;
import com.tripgen.ai.v1.ListRecommendationsRequest;
import com.tripgen.ai.v1.ListRecommendationsResponse;
import com.tripgen.ai.v1.OpeningHours;
import com.tripgen.ai.v1.OpeningPeriod;
import com.tripgen.ai.v1.ParkingInfo;
import com.tripgen.ai.v1.PlaceCategory;
import com.tripgen.ai.v1.PlaceReference;
import com.tripgen.ai.v1.Recommendation;
import com.tripgen.ai.v1.RecommendationResult;
import com.tripgen.ai.v1.Season;
import com.tripgen.ai.v1.TransportMode;
import com.tripgen.ai.v1.TripContext;
import com.tripgen.ai.v1.UserProfile;
import com.tripgen.ai.v1.Weekday;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RecommendationServiceTest {
  private static final TestDatabase testDatabase = TestDatabase.create();
  private static final Database database =
      new Database(testDatabase.service(), PoolSettings.DEFAULT);

  private final Recommendations recommendations =
      new Recommendations(
          database, Fixture.PLACES, new BuiltinRecommender(), RecommendationSettings.DEFAULT);
  private final RecommendationService service = new RecommendationService(recommendations);

  @AfterAll
  static void closeDatabase() {
    database.close();
    testDatabase.close();
  }

  @Test
  void a_recommendation_tells_everything_of_its_text() {
    Recommendation recommendation = get(request("munich-frauenkirche"));

    assertThat(recommendation.getPlaceId()).isEqualTo("munich-frauenkirche");
    assertThat(recommendation.getProfileHash()).matches("[0-9a-f]{64}");
    assertThat(recommendation.getPlaceName()).isEqualTo("Frauenkirche");
    assertThat(recommendation.getReasonsList()).isNotEmpty();
    assertThat(recommendation.getTips().getDescription()).isNotEmpty();
    assertThat(recommendation.getTips().getAlternativePlacesList())
        .hasSize(3)
        .allMatch(it -> it.getDistance() > 0 && it.getPlaceId().startsWith("munich-"));
    assertThat(recommendation.getContext().getSeason()).isEqualTo(Season.SEASON_AUTUMN);
    assertThat(recommendation.getContext().getGroupType()).isEqualTo(GroupType.GROUP_TYPE_COUPLE);
    assertThat(recommendation.getContext().getActivityLevel())
        .isEqualTo(ActivityLevel.ACTIVITY_LEVEL_MODERATE);
    assertThat(recommendation.getTripNotesList()).isEmpty();
    assertThat(recommendation.getAiModel()).isEqualTo("builtin-recommender/1");
    assertThat(recommendation.getFromCache()).isFalse();
    assertThat(
            recommendation.getExpireTime().getSeconds()
                - recommendation.getGenerateTime().getSeconds())
        .isBetween(24 * 3600L, 24 * 3600L + 5);
  }

  @Test
  void the_trip_adds_notes_and_leaves_the_stored_text_alone() {
    GetRecommendationRequest request = request("munich-residenz");
    Recommendation plain = get(request);

    Recommendation withNotes =
        get(
            request.toBuilder()
                .setTripContext(
                    TripContext.newBuilder().setVisitDate("2026-12-24").setVisitTime("11:00"))
                .build());

    assertThat(withNotes.getTripNotesList()).isNotEmpty();
    assertThat(withNotes.toBuilder().clearTripNotes().build())
        .isEqualTo(plain.toBuilder().setFromCache(true).build());
  }

  @Test
  void a_batch_answers_every_place_in_order_and_one_that_fails_fails_alone() {
    UserProfile profile = request("x").getUserProfile().toBuilder().addAges(44).build();
    Recommendation stored =
        get(request("munich-marienplatz").toBuilder().setUserProfile(profile).build());
    var request =
        BatchGetRecommendationsRequest.newBuilder()
            .setUserProfile(profile)
            .addPlaces(PlaceReference.newBuilder().setPlaceId("munich-marienplatz"))
            .addPlaces(PlaceReference.newBuilder().setPlaceId("nowhere"))
            .addPlaces(PlaceReference.newBuilder().setPlaceId("munich-residenz"))
            .addPlaces(PlaceReference.newBuilder().setPlaceId("munich-residenz"))
            .addPlaces(
                PlaceReference.newBuilder()
                    .setPlaceId("own")
                    .setFacts(CandidatePlace.newBuilder().addClosedDates("2027-02-30")));

    List<RecommendationResult> results = batch(request.build());

    assertThat(results.get(0).getRecommendation())
        .isEqualTo(stored.toBuilder().setFromCache(true).build());
    assertThat(results.get(1).getError().getCode()).isEqualTo(Code.NOT_FOUND_VALUE);
    assertThat(results.get(1).getError().getMessage()).contains("nowhere");
    assertThat(results.get(2).getRecommendation().getFromCache()).isFalse();
    assertThat(results.get(3).getRecommendation())
        .isEqualTo(results.get(2).getRecommendation().toBuilder().setFromCache(true).build());
    assertThat(results.get(4).getError().getMessage())
        .startsWith("places[4].facts.closed_dates[0]");
    assertThat(results).hasSize(5);
  }

  @Test
  void a_batch_from_the_cache_alone_writes_nothing() {
    var request =
        BatchGetRecommendationsRequest.newBuilder()
            .setUserProfile(request("x").getUserProfile().toBuilder().addAges(45))
            .addPlaces(PlaceReference.newBuilder().setPlaceId("munich-marienplatz"))
            .setCacheMode(CacheMode.CACHE_MODE_CACHE_ONLY)
            .build();
    assertThat(batch(request))
        .extracting(result -> result.getError().getCode())
        .containsExactly(Code.NOT_FOUND_VALUE);
    assertThat(batch(request.toBuilder().setCacheMode(CacheMode.CACHE_MODE_REFRESH).build()))
        .allMatch(RecommendationResult::hasRecommendation);
    assertThat(batch(request)).allMatch(result -> result.getRecommendation().getFromCache());
  }

  private List<RecommendationResult> batch(BatchGetRecommendationsRequest request) {
    BatchGetRecommendationsResponse sent = answer(service::batchGetRecommendations, request);
    return received(sent, BatchGetRecommendationsResponse.parser()).getResultsList();
  }

  private static <T extends Message> T received(T sent, Parser<T> parser) {
    try {
      return parser.parseFrom(sent.toByteString());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_visit_date_that_does_not_exist_is_refused() {
    var request =
        request("munich-residenz").toBuilder()
            .setTripContext(TripContext.newBuilder().setVisitDate("2026-02-30"))
            .build();

    assertThatThrownBy(() -> get(request))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("trip_context.visit_date");
  }

  @Test
  void told_facts_are_used_and_nothing_else_is() {
    var facts =
        CandidatePlace.newBuilder()
            .setPlaceId("LOC-7")
            .setName("Little Theatre")
            .setCategory(PlaceCategory.PLACE_CATEGORY_CULTURE)
            .setCoordinates(Coordinates.newBuilder().setLatitude(48.14).setLongitude(11.57))
            .setOpeningHours(
                OpeningHours.newBuilder()
                    .addPeriods(
                        OpeningPeriod.newBuilder()
                            .setWeekday(Weekday.WEEKDAY_FRIDAY)
                            .setOpenTime("20:00")
                            .setCloseTime("01:00")))
            .setParking(ParkingInfo.newBuilder().setName("Garage").setDistance(0.2))
            .addClosedDates("2026-12-25");
    var request =
        GetRecommendationRequest.newBuilder()
            .setPlace(PlaceReference.newBuilder().setPlaceId("LOC-7").setFacts(facts))
            .setUserProfile(
                UserProfile.newBuilder()
                    .setTransportMode(TransportMode.TRANSPORT_MODE_CAR)
                    .setLanguageCode("en"))
            .setTripContext(TripContext.newBuilder().setVisitDate("2026-12-25"))
            .build();

    Recommendation recommendation = get(request);

    assertThat(recommendation.getTips().getBestVisitTime())
        .isEqualTo(
            "Usually open 20:00 to 01:00 the next day."
                + " Coming at 20:00, when it opens, leaves most time.");
    assertThat(recommendation.getTips().getPracticalTipsList())
        .containsExactly(
            "Closed on Monday, Tuesday, Wednesday, Thursday, Saturday and Sunday.",
            "Parking: Garage, about 0.2km away");
    assertThat(recommendation.getTips().getEstimatedDuration()).isEmpty();
    assertThat(recommendation.getTripNotesList())
        .containsExactly("It is closed on Friday, 25 December 2026.");
    assertThat(recommendation.getTips().getAlternativePlacesList())
        .hasSize(3)
        .allMatch(it -> it.getPlaceId().startsWith("munich-"));
  }

  @Test
  void a_list_comes_in_pages() {
    List<String> hashes = new ArrayList<>();
    for (HealthStatus health :
        List.of(
            HealthStatus.HEALTH_STATUS_EXCELLENT,
            HealthStatus.HEALTH_STATUS_CAUTION,
            HealthStatus.HEALTH_STATUS_LIMITED)) {
      var request = request("seoul-jongmyo").toBuilder();
      request.getUserProfileBuilder().setHealthStatus(health);
      hashes.addFirst(get(request.build()).getProfileHash());
    }
    var first =
        ListRecommendationsRequest.newBuilder().setPlaceId("seoul-jongmyo").setPageSize(2).build();

    ListRecommendationsResponse page = list(first);
    ListRecommendationsResponse rest =
        list(first.toBuilder().setPageToken(page.getNextPageToken()).build());

    assertThat(page.getRecommendationsList())
        .extracting(Recommendation::getProfileHash)
        .isEqualTo(hashes.subList(0, 2));
    assertThat(rest.getRecommendationsList())
        .extracting(Recommendation::getProfileHash)
        .isEqualTo(hashes.subList(2, 3));
    assertThat(rest.getRecommendationsList()).allMatch(Recommendation::getFromCache);
    assertThat(rest.getNextPageToken()).isEmpty();
    assertThatThrownBy(
            () ->
                list(
                    ListRecommendationsRequest.newBuilder()
                        .setPlaceId("seoul-changdeokgung")
                        .setPageToken(page.getNextPageToken())
                        .build()))
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> assertThat(e.reason()).isEqualTo(ErrorReason.ERROR_REASON_INVALID_PAGE_TOKEN));
  }

  @Test
  void invalidating_empties_the_list() {
    get(request("busan-haeundae-beach"));

    var request =
        InvalidateRecommendationsRequest.newBuilder().setPlaceId("busan-haeundae-beach").build();
    InvalidateRecommendationsResponse response =
        answer(service::invalidateRecommendations, request);

    assertThat(response.getCount()).isEqualTo(1);
    assertThat(
            list(ListRecommendationsRequest.newBuilder().setPlaceId("busan-haeundae-beach").build())
                .getRecommendationsList())
        .isEmpty();
    assertThatThrownBy(
            () ->
                get(
                    request("busan-haeundae-beach").toBuilder()
                        .setCacheMode(CacheMode.CACHE_MODE_CACHE_ONLY)
                        .build()))
        .isInstanceOfSatisfying(
            ServiceException.class,
            e ->
                assertThat(e.reason())
                    .isEqualTo(ErrorReason.ERROR_REASON_RECOMMENDATION_NOT_FOUND));
  }

  private static GetRecommendationRequest request(String placeId) {
    return GetRecommendationRequest.newBuilder()
        .setPlace(PlaceReference.newBuilder().setPlaceId(placeId))
        .setUserProfile(
            UserProfile.newBuilder()
                .setGroupType(GroupType.GROUP_TYPE_COUPLE)
                .setLanguageCode("en"))
        .build();
  }

  private Recommendation get(GetRecommendationRequest request) {
    GetRecommendationResponse sent = answer(service::getRecommendation, request);
    return received(sent, GetRecommendationResponse.parser()).getRecommendation();
  }

  private ListRecommendationsResponse list(ListRecommendationsRequest request) {
    return answer(service::listRecommendations, request);
  }

  private static <Q, A> A answer(BiConsumer<Q, StreamObserver<A>> method, Q request) {
    List<A> answers = new ArrayList<>();
    method.accept(
        request,
        new StreamObserver<>() {
          @Override
          public void onNext(A answer) {
            answers.add(answer);
          }

          @Override
          public void onError(Throwable error) {
            throw new AssertionError(error);
          }

          @Override
          public void onCompleted() {}
        });
    assertThat(answers).hasSize(1);
    return answers.getFirst();
  }
}
