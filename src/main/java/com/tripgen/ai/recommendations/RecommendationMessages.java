package com.tripgen.ai.recommendations;

import com.google.protobuf.Timestamp;
import com.tripgen.ai.errors.FieldViolation;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.jobs.Job;
import com.tripgen.ai.jobs.JobType;
import com.tripgen.ai.jobs.NewJob;
import com.tripgen.ai.jobs.PayloadJson;
import com.tripgen.ai.models.ModelAccount;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.planning.Preference;
import com.tripgen.ai.planning.TransportMode;
import com.tripgen.ai.recommendations.VisitContext.Neighbour;
import com.tripgen.ai.recommendations.VisitContext.Sky;
import com.tripgen.ai.v1.AlternativePlace;
import com.tripgen.ai.v1.GroupType;
import com.tripgen.ai.v1.ModelCall;
import com.tripgen.ai.v1.ModelPath;
import com.tripgen.ai.v1.ModelUse;
import com.tripgen.ai.v1.NamedPoint;
import com.tripgen.ai.v1.PlaceReference;
import com.tripgen.ai.v1.Recommendation;
import com.tripgen.ai.v1.RecommendationContext;
import com.tripgen.ai.v1.RecommendationGenerationSpec;
import com.tripgen.ai.v1.RecommendationTips;
import com.tripgen.ai.v1.SubmitJobRequest;
import com.tripgen.ai.v1.TripContext;
import com.tripgen.ai.v1.UserProfile;
import com.tripgen.ai.v1.Weather;
import com.tripgen.ai.v1.WeatherSource;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Translates between recommendations and their messages. Requests have passed the rules of the
/// proto; here dates are checked to exist.
public final class RecommendationMessages {
  private RecommendationMessages() {}

  /// The job that writes a recommendation ahead.
  ///
  /// @param path of `request` in the message of the call
  public static NewJob newJob(SubmitJobRequest request, String path, NewJob.Options options) {
    RecommendationGenerationSpec spec = request.getRecommendationGeneration();
    checkClosedDates(spec.getPlace(), path + "recommendation_generation.place");
    return new NewJob(JobType.RECOMMENDATION_GENERATION, PayloadJson.write(spec), null, options);
  }

  /// What a stored job asks for.
  static Asked asked(Job job) {
    var spec = RecommendationGenerationSpec.newBuilder();
    PayloadJson.read(Objects.requireNonNull(job.payload(), "payload"), spec);
    TravellerProfile profile = profile(spec.getUserProfile());
    return new Asked(place(spec.getPlace(), "place", profile.language()), profile);
  }

  /// A place, and for whom.
  record Asked(PlaceRequest place, TravellerProfile profile) {}

  static TravellerProfile profile(UserProfile profile) {
    return new TravellerProfile(
        company(profile.getGroupType()),
        profile.getAgesList(),
        health(profile.getHealthStatus()),
        transport(profile.getTransportMode()),
        profile.getPreferencesList().stream()
            .map(RecommendationMessages::preference)
            .collect(Collectors.toSet()),
        profile.getLanguageCode().equals("en") ? Language.EN : Language.KO);
  }

  private static @Nullable Company company(GroupType type) {
    return switch (type) {
      case GROUP_TYPE_SOLO -> Company.SOLO;
      case GROUP_TYPE_COUPLE -> Company.COUPLE;
      case GROUP_TYPE_FAMILY -> Company.FAMILY;
      case GROUP_TYPE_FRIENDS -> Company.FRIENDS;
      case GROUP_TYPE_GROUP -> Company.GROUP;
      case GROUP_TYPE_UNSPECIFIED, UNRECOGNIZED -> null;
    };
  }

  private static HealthStatus health(com.tripgen.ai.v1.HealthStatus health) {
    return switch (health) {
      case HEALTH_STATUS_EXCELLENT -> HealthStatus.EXCELLENT;
      case HEALTH_STATUS_GOOD, HEALTH_STATUS_UNSPECIFIED, UNRECOGNIZED -> HealthStatus.GOOD;
      case HEALTH_STATUS_CAUTION -> HealthStatus.CAUTION;
      case HEALTH_STATUS_LIMITED -> HealthStatus.LIMITED;
    };
  }

  private static TransportMode transport(com.tripgen.ai.v1.TransportMode transport) {
    return switch (transport) {
      case TRANSPORT_MODE_PUBLIC, TRANSPORT_MODE_UNSPECIFIED, UNRECOGNIZED -> TransportMode.PUBLIC;
      case TRANSPORT_MODE_CAR -> TransportMode.CAR;
    };
  }

  private static Preference preference(com.tripgen.ai.v1.Preference preference) {
    return switch (preference) {
      case PREFERENCE_SIGHTSEEING -> Preference.SIGHTSEEING;
      case PREFERENCE_SHOPPING -> Preference.SHOPPING;
      case PREFERENCE_CULTURE -> Preference.CULTURE;
      case PREFERENCE_NATURE -> Preference.NATURE;
      case PREFERENCE_SPORTS -> Preference.SPORTS;
      case PREFERENCE_REST -> Preference.REST;
      case PREFERENCE_FOOD -> Preference.FOOD;
      case PREFERENCE_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("a validated profile has known preferences");
    };
  }

  /// @param field path of the place in the request
  static PlaceRequest place(PlaceReference place, String field, Language language) {
    checkClosedDates(place, field);
    return new PlaceRequest(
        place.getPlaceId(),
        place.getCity().isEmpty() ? null : place.getCity(),
        place.hasFacts() ? PlaceMessages.givenPlace(place.getFacts(), language) : null);
  }

  private static void checkClosedDates(PlaceReference place, String field) {
    List<String> dates = place.getFacts().getClosedDatesList();
    List<FieldViolation> violations = new ArrayList<>();
    for (int i = 0; i < dates.size(); i++) {
      if (!exists(dates.get(i))) {
        violations.add(noSuchDate("%s.facts.closed_dates[%d]".formatted(field, i), dates.get(i)));
      }
    }
    if (!violations.isEmpty()) {
      throw ServiceException.invalid(violations);
    }
  }

  static VisitContext visit(TripContext context) {
    String date = context.getVisitDate();
    if (!date.isEmpty() && !exists(date)) {
      throw ServiceException.invalid(List.of(noSuchDate("trip_context.visit_date", date)));
    }
    return new VisitContext(
        date.isEmpty() ? null : LocalDate.parse(date),
        context.getVisitTime().isEmpty() ? null : LocalTime.parse(context.getVisitTime()),
        context.hasWeather() ? weather(context.getWeather()) : null,
        context.hasPreviousPlace() ? neighbour(context.getPreviousPlace()) : null,
        context.hasNextPlace() ? neighbour(context.getNextPlace()) : null);
  }

  private static boolean exists(String date) {
    try {
      LocalDate.parse(date);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static FieldViolation noSuchDate(String field, String date) {
    return new FieldViolation(field, "date.exists", "there is no date " + date);
  }

  private static Neighbour neighbour(NamedPoint point) {
    return new Neighbour(
        point.getName(),
        point.hasCoordinates() ? PlaceMessages.coordinates(point.getCoordinates()) : null);
  }

  private static VisitContext.Weather weather(Weather weather) {
    return new VisitContext.Weather(
        sky(weather.getCondition()),
        weather.hasMinTemperature() ? weather.getMinTemperature() : null,
        weather.hasMaxTemperature() ? weather.getMaxTemperature() : null,
        weather.hasPrecipitationProbability() ? weather.getPrecipitationProbability() : null,
        weather.hasPm10() ? weather.getPm10() : null,
        weather.getSource() == WeatherSource.WEATHER_SOURCE_CLIMATE);
  }

  private static @Nullable Sky sky(com.tripgen.ai.v1.WeatherCondition condition) {
    return switch (condition) {
      case WEATHER_CONDITION_CLEAR -> Sky.CLEAR;
      case WEATHER_CONDITION_CLOUDY -> Sky.CLOUDY;
      case WEATHER_CONDITION_FOG -> Sky.FOG;
      case WEATHER_CONDITION_RAIN -> Sky.RAIN;
      case WEATHER_CONDITION_SNOW -> Sky.SNOW;
      case WEATHER_CONDITION_STORM -> Sky.STORM;
      case WEATHER_CONDITION_HEAT -> Sky.HEAT;
      case WEATHER_CONDITION_COLD -> Sky.COLD;
      case WEATHER_CONDITION_DUST -> Sky.DUST;
      case WEATHER_CONDITION_UNSPECIFIED, UNRECOGNIZED -> null;
    };
  }

  static CacheMode cacheMode(com.tripgen.ai.v1.CacheMode mode) {
    return switch (mode) {
      case CACHE_MODE_CACHE_FIRST, CACHE_MODE_UNSPECIFIED, UNRECOGNIZED -> CacheMode.CACHE_FIRST;
      case CACHE_MODE_CACHE_ONLY -> CacheMode.CACHE_ONLY;
      case CACHE_MODE_REFRESH -> CacheMode.REFRESH;
    };
  }

  static Recommendation recommendation(
      StoredRecommendation stored, boolean fromCache, List<String> tripNotes) {
    RecommendationText text = stored.text();
    var message = Recommendation.newBuilder();
    stored.account().ifPresent(account -> message.setModelUse(modelUse(account)));
    return message
        .setPlaceId(stored.placeId())
        .setProfileHash(stored.profileHash())
        .setPlaceName(text.placeName())
        .addAllReasons(text.reasons())
        .setTips(tips(text.tips()))
        .setContext(context(text))
        .addAllTripNotes(tripNotes)
        .setAiModel(text.model())
        .setFromCache(fromCache)
        .setGenerateTime(timestamp(stored.generatedAt()))
        .setExpireTime(timestamp(stored.expiredAt()))
        .build();
  }

  private static ModelUse modelUse(ModelAccount account) {
    ModelUse.Builder message =
        ModelUse.newBuilder()
            .setPath(ModelPath.valueOf("MODEL_PATH_" + account.path()))
            .setModel(Objects.requireNonNullElse(account.model(), ""))
            .setInputTokens(account.inputTokens())
            .setOutputTokens(account.outputTokens())
            .setCost(account.cost().toPlainString())
            .setCostKnown(account.costKnown());
    for (ModelAccount.Call call : account.calls()) {
      message.addCalls(
          ModelCall.newBuilder()
              .setTask(call.task())
              .setModel(call.model())
              .setResult(call.result())
              .setInputTokens(call.inputTokens())
              .setOutputTokens(call.outputTokens()));
    }
    return message.build();
  }

  private static RecommendationTips tips(RecommendationText.Tips tips) {
    return RecommendationTips.newBuilder()
        .setDescription(tips.description())
        .addAllEvents(tips.events())
        .setBestVisitTime(tips.bestVisitTime())
        .setEstimatedDuration(tips.estimatedDuration())
        .addAllPhotoSpots(tips.photoSpots())
        .addAllPracticalTips(tips.practicalTips())
        .setWeatherTips(tips.weatherTips())
        .addAllAlternativePlaces(
            tips.alternatives().stream().map(RecommendationMessages::alternative).toList())
        .build();
  }

  private static AlternativePlace alternative(RecommendationText.Alternative alternative) {
    return AlternativePlace.newBuilder()
        .setPlaceId(alternative.placeId())
        .setName(alternative.name())
        .setReason(alternative.reason())
        .setDistance(alternative.kilometres())
        .build();
  }

  private static RecommendationContext context(RecommendationText text) {
    return RecommendationContext.newBuilder()
        .setSeason(season(text.season()))
        .setGroupType(groupType(text.company()))
        .setActivityLevel(activityLevel(text.activityLevel()))
        .build();
  }

  private static com.tripgen.ai.v1.Season season(@Nullable Season season) {
    return switch (season) {
      case SPRING -> com.tripgen.ai.v1.Season.SEASON_SPRING;
      case SUMMER -> com.tripgen.ai.v1.Season.SEASON_SUMMER;
      case AUTUMN -> com.tripgen.ai.v1.Season.SEASON_AUTUMN;
      case WINTER -> com.tripgen.ai.v1.Season.SEASON_WINTER;
      case null -> com.tripgen.ai.v1.Season.SEASON_UNSPECIFIED;
    };
  }

  private static GroupType groupType(@Nullable Company company) {
    return switch (company) {
      case SOLO -> GroupType.GROUP_TYPE_SOLO;
      case COUPLE -> GroupType.GROUP_TYPE_COUPLE;
      case FAMILY -> GroupType.GROUP_TYPE_FAMILY;
      case FRIENDS -> GroupType.GROUP_TYPE_FRIENDS;
      case GROUP -> GroupType.GROUP_TYPE_GROUP;
      case null -> GroupType.GROUP_TYPE_UNSPECIFIED;
    };
  }

  private static com.tripgen.ai.v1.ActivityLevel activityLevel(@Nullable ActivityLevel level) {
    return switch (level) {
      case LOW -> com.tripgen.ai.v1.ActivityLevel.ACTIVITY_LEVEL_LOW;
      case MODERATE -> com.tripgen.ai.v1.ActivityLevel.ACTIVITY_LEVEL_MODERATE;
      case HIGH -> com.tripgen.ai.v1.ActivityLevel.ACTIVITY_LEVEL_HIGH;
      case null -> com.tripgen.ai.v1.ActivityLevel.ACTIVITY_LEVEL_UNSPECIFIED;
    };
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
