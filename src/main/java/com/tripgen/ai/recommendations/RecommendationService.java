package com.tripgen.ai.recommendations;

import com.google.protobuf.ByteString;
import com.tripgen.ai.database.EncodedField;
import com.tripgen.ai.database.PageToken;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.v1.BatchGetRecommendationsRequest;
import com.tripgen.ai.v1.BatchGetRecommendationsResponse;
import com.tripgen.ai.v1.ErrorReason;
import com.tripgen.ai.v1.GetRecommendationRequest;
import com.tripgen.ai.v1.GetRecommendationResponse;
import com.tripgen.ai.v1.InvalidateRecommendationsRequest;
import com.tripgen.ai.v1.InvalidateRecommendationsResponse;
import com.tripgen.ai.v1.ListRecommendationsRequest;
import com.tripgen.ai.v1.ListRecommendationsResponse;
import com.tripgen.ai.v1.PlaceReference;
import com.tripgen.ai.v1.Recommendation;
import com.tripgen.ai.v1.RecommendationResult;
import com.tripgen.ai.v1.RecommendationServiceGrpc;
import com.tripgen.ai.v1.TripContext;
import com.tripgen.ai.v1.UserProfile;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The RPCs of recommendations: translate, call, translate.
public final class RecommendationService
    extends RecommendationServiceGrpc.RecommendationServiceImplBase {
  private static final Set<ErrorReason> OF_THE_CALL =
      Set.of(
          ErrorReason.ERROR_REASON_CALLER_CANCELLED,
          ErrorReason.ERROR_REASON_DEADLINE_EXCEEDED,
          ErrorReason.ERROR_REASON_SERVER_SHUTTING_DOWN);

  private final Recommendations recommendations;

  public RecommendationService(Recommendations recommendations) {
    this.recommendations = recommendations;
  }

  @Override
  public void getRecommendation(
      GetRecommendationRequest request, StreamObserver<GetRecommendationResponse> observer) {
    Asking asking =
        Asking.of(
            request.getUserProfile(),
            request.hasTripContext() ? request.getTripContext() : null,
            request.getCacheMode());
    PlaceRequest place =
        RecommendationMessages.place(request.getPlace(), "place", asking.profile().language());
    answer(
        observer,
        GetRecommendationResponse.newBuilder()
            .setUnknownFields(
                EncodedField.of(
                    GetRecommendationResponse.RECOMMENDATION_FIELD_NUMBER, get(place, asking)))
            .build());
  }

  /// What is the same for every place of a call.
  ///
  /// @param visit null when nothing is said about it
  private record Asking(TravellerProfile profile, @Nullable VisitContext visit, CacheMode mode) {
    static Asking of(
        UserProfile profile, @Nullable TripContext context, com.tripgen.ai.v1.CacheMode mode) {
      return new Asking(
          RecommendationMessages.profile(profile),
          context == null ? null : RecommendationMessages.visit(context),
          RecommendationMessages.cacheMode(mode));
    }
  }

  /// An encoded [Recommendation].
  private ByteString get(PlaceRequest place, Asking asking) {
    Recommendations.Answer answer = recommendations.get(place, asking.profile(), asking.mode());
    VisitContext visit = asking.visit();
    if (answer.fromCache() && visit == null) {
      return answer.shared().encoded(it -> encoded(it, true, List.of()));
    }
    List<String> tripNotes =
        visit == null ? List.of() : recommendations.tripNotes(place, asking.profile(), visit);
    return encoded(answer.stored(), answer.fromCache(), tripNotes);
  }

  private static ByteString encoded(
      StoredRecommendation stored, boolean fromCache, List<String> tripNotes) {
    return RecommendationMessages.recommendation(stored, fromCache, tripNotes).toByteString();
  }

  @Override
  public void batchGetRecommendations(
      BatchGetRecommendationsRequest request,
      StreamObserver<BatchGetRecommendationsResponse> observer) {
    Asking asking =
        Asking.of(
            request.getUserProfile(),
            request.hasTripContext() ? request.getTripContext() : null,
            request.getCacheMode());
    var response = BatchGetRecommendationsResponse.newBuilder();
    for (int i = 0; i < request.getPlacesCount(); i++) {
      response.addResults(result(request.getPlaces(i), "places[%d]".formatted(i), asking));
    }
    answer(observer, response.build());
  }

  /// What is wrong with the call as a whole, such as a caller who has left, fails all of it.
  private RecommendationResult result(PlaceReference reference, String field, Asking asking) {
    try {
      PlaceRequest place =
          RecommendationMessages.place(reference, field, asking.profile().language());
      return RecommendationResult.newBuilder()
          .setUnknownFields(
              EncodedField.of(RecommendationResult.RECOMMENDATION_FIELD_NUMBER, get(place, asking)))
          .build();
    } catch (ServiceException e) {
      if (OF_THE_CALL.contains(e.reason())) {
        throw e;
      }
      return RecommendationResult.newBuilder().setError(e.status()).build();
    }
  }

  @Override
  public void listRecommendations(
      ListRecommendationsRequest request, StreamObserver<ListRecommendationsResponse> observer) {
    var filter = request.toBuilder().clearPageSize().clearPageToken().build();
    PageToken.Page page =
        PageToken.page(request.getPageSize(), request.getPageToken(), filter.toByteArray());
    List<StoredRecommendation> stored =
        recommendations.list(request.getPlaceId(), page.beforeId(), page.rowsToRead());
    var filled =
        page.fill(
            stored,
            it -> RecommendationMessages.recommendation(it, true, List.of()),
            StoredRecommendation::id);
    answer(
        observer,
        ListRecommendationsResponse.newBuilder()
            .addAllRecommendations(filled.messages())
            .setNextPageToken(filled.nextToken())
            .build());
  }

  @Override
  public void invalidateRecommendations(
      InvalidateRecommendationsRequest request,
      StreamObserver<InvalidateRecommendationsResponse> observer) {
    int count = recommendations.invalidate(request.getPlaceId());
    answer(observer, InvalidateRecommendationsResponse.newBuilder().setCount(count).build());
  }

  private static <T> void answer(StreamObserver<T> observer, T response) {
    observer.onNext(response);
    observer.onCompleted();
  }
}
