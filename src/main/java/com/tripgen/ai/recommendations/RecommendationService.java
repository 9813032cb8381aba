package com.tripgen.ai.recommendations;

import com.tripgen.ai.database.PageToken;
import com.tripgen.ai.v1.GetRecommendationRequest;
import com.tripgen.ai.v1.GetRecommendationResponse;
import com.tripgen.ai.v1.InvalidateRecommendationsRequest;
import com.tripgen.ai.v1.InvalidateRecommendationsResponse;
import com.tripgen.ai.v1.ListRecommendationsRequest;
import com.tripgen.ai.v1.ListRecommendationsResponse;
import com.tripgen.ai.v1.RecommendationServiceGrpc;
import io.grpc.stub.StreamObserver;
import java.util.List;

/// The RPCs of recommendations: translate, call, translate.
public final class RecommendationService
    extends RecommendationServiceGrpc.RecommendationServiceImplBase {
  private final Recommendations recommendations;

  public RecommendationService(Recommendations recommendations) {
    this.recommendations = recommendations;
  }

  @Override
  public void getRecommendation(
      GetRecommendationRequest request, StreamObserver<GetRecommendationResponse> observer) {
    TravellerProfile profile = RecommendationMessages.profile(request.getUserProfile());
    PlaceRequest place = RecommendationMessages.place(request.getPlace(), profile.language());
    VisitContext visit = RecommendationMessages.visit(request.getTripContext());
    Recommendations.Answer answer =
        recommendations.get(
            place, profile, RecommendationMessages.cacheMode(request.getCacheMode()));
    List<String> tripNotes =
        request.hasTripContext() ? recommendations.tripNotes(place, profile, visit) : List.of();
    answer(
        observer,
        GetRecommendationResponse.newBuilder()
            .setRecommendation(
                RecommendationMessages.recommendation(
                    answer.stored(), answer.fromCache(), tripNotes))
            .build());
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
