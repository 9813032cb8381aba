package com.tripgen.ai.recommendations;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.Effort;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.PlanningRules;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.Wish;
import com.tripgen.ai.recommendations.RecommendationText.Alternative;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The comparable places nearest to one: of the same category, or in the same setting where neither
/// of the two is a place to eat.
final class Alternatives {
  private static final int MOST = 3;

  private final PlaceFacts place;
  private final TravellerProfile profile;
  private final Wording wording;

  private Alternatives(PlaceFacts place, TravellerProfile profile) {
    this.place = place;
    this.profile = profile;
    this.wording = new Wording(profile.language());
  }

  static List<Alternative> of(PlaceRecord record, TravellerProfile profile) {
    Alternatives alternatives = new Alternatives(record.place(), profile);
    return record.others().stream()
        .filter(alternatives::isComparable)
        .filter(other -> !alternatives.isTheSame(other))
        .filter(other -> other.wish() != Wish.EXCLUDED)
        .filter(other -> !(profile.needsCare() && other.visit().effort() == Effort.STRENUOUS))
        .map(alternatives::alternative)
        .sorted(
            Comparator.comparingDouble(Alternative::kilometres).thenComparing(Alternative::placeId))
        .limit(MOST)
        .toList();
  }

  private boolean isComparable(Candidate other) {
    if (other.category() == place.category()) {
      return true;
    }
    return other.visit().setting() == place.setting()
        && !other.isFood()
        && place.category() != PlaceCategory.FOOD;
  }

  private boolean isTheSame(Candidate other) {
    return other.id().equals(place.id())
        || (other.name().equals(place.name())
            && kilometres(other.coordinates(), place.coordinates()) <= PlanningRules.SAME_PLACE_KM);
  }

  private Alternative alternative(Candidate other) {
    return new Alternative(
        other.id(),
        other.name(),
        reason(other),
        kilometres(place.coordinates(), other.coordinates()));
  }

  private String reason(Candidate other) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        other.category() == place.category()
            ? sameCategory(other.category())
            : sameSetting(other.visit().setting()));
    if (profile.health() == HealthStatus.LIMITED && Boolean.TRUE.equals(other.visit().stepFree())) {
      sentences.add(wording.say("계단 없이 다니실 수 있습니다.", "The visit needs no steps."));
    }
    Double rating = other.visit().rating();
    if (rating != null) {
      sentences.add(
          wording
              .say("평점은 5점 만점에 %s점입니다.", "Rated %s out of 5.")
              .formatted(Wording.oneDecimal(rating)));
    }
    return String.join(" ", sentences);
  }

  private String sameCategory(PlaceCategory category) {
    return switch (category) {
      case SIGHTSEEING -> wording.say("이곳과 같은 관광 명소입니다.", "A sight as well.");
      case SHOPPING -> wording.say("이곳과 같은 쇼핑 장소입니다.", "A place to shop as well.");
      case CULTURE -> wording.say("이곳과 같은 문화 공간입니다.", "A place of culture as well.");
      case NATURE -> wording.say("이곳과 같은 자연 명소입니다.", "A place in nature as well.");
      case SPORTS -> wording.say("이곳과 같은 체험 장소입니다.", "A place to be active as well.");
      case REST -> wording.say("이곳과 같은 휴식 장소입니다.", "A place to rest as well.");
      case FOOD -> wording.say("이곳과 같은 식사 장소입니다.", "A place to eat as well.");
    };
  }

  private String sameSetting(Setting setting) {
    return switch (setting) {
      case INDOOR -> wording.say("이곳처럼 실내에서 둘러보실 수 있습니다.", "Indoors as well.");
      case OUTDOOR -> wording.say("이곳처럼 야외에서 즐기실 수 있습니다.", "Outdoors as well.");
      case MIXED -> wording.say("이곳처럼 실내와 야외가 함께 있습니다.", "Partly indoors as well.");
    };
  }

  /// As the crow flies, by the haversine formula.
  static double kilometres(Coordinates from, Coordinates to) {
    double fromLatitude = Math.toRadians(from.latitude());
    double toLatitude = Math.toRadians(to.latitude());
    double halfLatitude = Math.sin((toLatitude - fromLatitude) / 2);
    double halfLongitude = Math.sin(Math.toRadians(to.longitude() - from.longitude()) / 2);
    double chord =
        halfLatitude * halfLatitude
            + Math.cos(fromLatitude) * Math.cos(toLatitude) * halfLongitude * halfLongitude;
    return 2 * PlanningRules.EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
  }
}
