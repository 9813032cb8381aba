package com.tripgen.ai.planning.checker;

import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.TravelMode;
import com.tripgen.ai.planning.Vehicle;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What can be wrong with a plan, as travellers read it. Both languages tell the same names and
/// figures. Korean names never take a particle that depends on their last sound.
enum Sentence {
  NO_PLACE(
      "%s에 장소가 정해지지 않았습니다. 장소 없이 둘 수 있는 일정은 식사뿐입니다.",
      "%s names no place; only a meal may stand without one"),
  NO_CANDIDATE("이 여행의 후보 중에 %s에 해당하는 장소가 없습니다.", "%s is none of the trip's candidates"),
  OTHER_CITY("%s의 여행지는 %s, 이날의 여행지는 %s입니다.", "%s belongs to %s, the day to %s"),
  PROPOSED_TOO_FAR(
      "%s에 대해서는 모델의 제안만 있고 여행지에서 %s 떨어져 있습니다. 최대 %s까지 허용됩니다.",
      "%s was proposed by a model and lies %s from its destination, at most %s are allowed"),
  OTHER_NAME("%s의 실제 이름은 %s입니다.", "%s is called %s"),
  OTHER_CATEGORY("%s의 분류가 맞지 않습니다. 일정에는 %s, 실제로는 %s입니다.", "%s has category %s instead of %s"),
  OTHER_POSITION("%s의 위치가 맞지 않습니다. 일정에는 %s, 실제로는 %s입니다.", "%s stands at %s instead of %s"),
  NOT_VERIFIED(
      "%s에 확인되었다는 표시가 있지만 모델이 제안했을 뿐입니다.",
      "%s is marked as verified, but only a model has proposed it"),
  VERIFIED(
      "%s에 확인되지 않았다는 표시가 있지만 알려진 장소입니다.", "%s is marked as not verified, but it is a known place"),
  MEAL_ELSEWHERE("%s에서 식사하는 일정이지만 이곳의 분류는 %s입니다.", "%s is a meal at a place of category %s"),

  VISITED_TWICE("%s에는 %d일차에 이미 들릅니다.", "%s is already visited on day %d"),
  SAME_PLACE(
      "%1$s의 이름이 %3$d일차의 %2$s와(과) 같고 거리가 100m 이내여서 같은 장소입니다.",
      "%s is the place %s of day %d again: same name within 100 m"),

  NO_DATE_OF_TRIP(
      "%s에는 여행이 없습니다. 여행 기간은 %s부터 %s까지입니다.",
      "%s is no date of the trip, which lasts from %s to %s"),
  NO_DAY("%s의 일정이 없습니다.", "%s has no day in the plan"),
  DATE_TWICE("%s의 일정이 두 번 이상 나옵니다.", "%s stands in the plan more than once"),
  DATE_ORDER("%s의 일정이 %s의 일정 뒤에 나옵니다.", "%s stands after %s"),
  OTHER_NUMBER("%s의 일정은 %3$d일차인데 %2$d일차로 되어 있습니다.", "%s has the number %d instead of %d"),
  DATE_OF_OTHER_CITY(
      "%s의 여행지는 %3$s입니다. 일정에는 %2$s에 있는 날로 되어 있습니다.", "%s is given to %s but belongs to %s"),

  HOURS_KNOWN(
      "%s의 영업시간을 모른다는 표시가 있지만 알려져 있습니다.", "the hours of %s are marked as unknown, but known"),
  HOURS_UNKNOWN(
      "%s의 영업시간을 안다는 표시가 있지만 알려져 있지 않습니다.",
      "the hours of %s are marked as known, but nobody knows them"),
  CLOSED_ON_DATE("%s의 휴무일이 %s입니다.", "%s is closed on %s"),
  CLOSED_IN_MONTH("%s에서는 %s에 문을 열지 않습니다.", "%s is closed in %s"),
  CLOSED_ON_WEEKDAY("%s에서는 %s마다 쉽니다.", "%s is closed on %ss"),
  CLOSED_AT_THAT_TIME("%s의 방문 시간은 %s, 영업시간은 %s입니다.", "%s is visited %s but open %s"),
  AFTER_LAST_ENTRY(
      "%s의 방문은 %s에 시작하지만 입장 마감은 %s입니다.", "%s is entered at %s, after the last entry at %s"),
  REST_AFTER_CLOSING(
      "%2$s에서의 휴식(%1$s)이 문을 닫는 %3$s 이후까지 이어집니다.", "the rest %s at %s lasts beyond closing at %s"),

  NO_WAY_BACK("하루의 도착점까지 가는 길이 빠져 있습니다.", "the way to the end point of the day is missing"),
  NO_DAY_OF_CHANGE(
      "도시를 옮기는 날이 아닌데 %s까지 가는 이동이 들어 있습니다.", "has an intercity leg to %s but is no day of change"),
  NO_INTERCITY("%s에서 %s까지 가는 이동이 빠져 있습니다.", "the way from %s to %s is missing"),
  INTERCITY_START(
      "%s에서 %s까지 가는 이동의 출발 시각이 맞지 않습니다. 일정에는 %s, 실제로는 %s입니다.",
      "the way from %s to %s starts at %s instead of %s"),
  INTERCITY_MINUTES(
      "%s에서 %s까지 가는 데 걸리는 시간이 맞지 않습니다. 일정에는 %d분, 실제로는 %d분입니다.",
      "the way from %s to %s takes %d minutes instead of %d"),
  INTERCITY_MODE(
      "%s에서 %s까지 가는 교통수단이 맞지 않습니다. 일정에는 %s, 실제로는 %s입니다.",
      "the way from %s to %s goes by %s instead of %s"),
  INTERCITY_DISTANCE(
      "%s에서 %s까지의 거리가 맞지 않습니다. 일정에는 %s, 실제로는 %s입니다.",
      "the way from %s to %s is given as %s instead of %s"),
  NO_DURATION("%s의 머무는 시간이 %d분으로 되어 있습니다.", "%s lasts %d minutes"),
  BEFORE_CHANGE(
      "%s의 방문이 %s까지 가는 이동(%s 출발)보다 먼저 나옵니다. 그 전에는 장소를 정하지 않은 식사만 둘 수 있습니다.",
      "%s stands before the way to %s at %s, where only meals without a place can be"),
  MEETS_CHANGE(
      "%s에 머무는 시간은 %s까지인데 %s까지 가는 이동은 %s에 시작합니다.",
      "%s lasts until %s but the way to %s starts at %s"),
  LEG_DISTANCE(
      "%s에서 %s까지의 거리가 맞지 않습니다. 일정에는 %s, 실제로는 %s입니다.", "the leg %s -> %s is given as %s but is %s"),
  LEG_TOO_QUICK(
      "%s에서 %s까지는 %4$s 기준으로 적어도 %3$d분이 걸리지만 일정에는 %5$d분으로 되어 있습니다.",
      "the leg %s -> %s takes at least %d minutes by %s but has %d"),
  LEG_TOO_LONG(
      "%s에서 %s까지는 %4$s 기준으로 %3$d분이 걸립니다. 최대 %5$d분까지 허용됩니다.",
      "the leg %s -> %s takes %d minutes by %s, at most %d are allowed"),
  LEAVES_TOO_EARLY(
      "%s에서 %s까지 가려고 %s에 출발하지만 %s 전에는 출발할 수 없습니다.",
      "the leg %s -> %s leaves at %s but cannot before %s"),
  REST_NOT_OVER(
      "%2$s에서의 휴식(%1$s)이 출발 시각인 %3$s까지 끝나지 않습니다.",
      "the rest %s at %s is not over when the party leaves at %s"),
  REST_ELSEWHERE(
      "%2$s에서의 휴식(%1$s)이 머무는 시간(%3$s) 안에도 그 직후에도 있지 않습니다.",
      "the rest %s at %s lies neither inside nor right after the stay %s"),
  REST_OVERLAPS("%2$s에서의 휴식(%1$s)이 다른 휴식(%3$s)과 겹칩니다.", "the rest %s at %s overlaps the rest %s"),

  WALK_UP_TO(
      "%s에서 %s까지는 %s입니다. 건강 상태가 '%5$s'인 일행은 %4$s까지 %6$s만 이용합니다. 일정의 %7$s에서 바꾸어 주세요.",
      "%s -> %s is %s: up to %s a party of health %s goes by %s, not by %s"),
  WALK_OR_RIDE_UP_TO(
      "%s에서 %s까지는 %s입니다. 건강 상태가 '%5$s'인 일행은 %4$s까지 도보나 %6$s만 이용합니다. 일정의 %7$s에서 바꾸어 주세요.",
      "%s -> %s is %s: up to %s a party of health %s goes by WALK or %s, not by %s"),
  RIDE_OVER(
      "%s에서 %s까지는 %s입니다. 건강 상태가 '%5$s'인 일행은 %4$s를 넘으면 %6$s만 이용합니다. 일정의 %7$s에서 바꾸어 주세요.",
      "%s -> %s is %s: over %s a party of health %s goes by %s, not by %s"),

  TOO_MANY_SIGHTS(
      "볼거리가 %d곳 있습니다. 건강 상태가 '%3$s'인 일행에게는 하루 최대 %2$d곳까지 허용됩니다.",
      "has %d sights, at most %d are allowed for health %s"),
  NEEDLESS_SHORTFALL(
      "볼거리가 부족하다고 되어 있지만 %2$d곳 이상이어야 하는 날에 %1$d곳이 있습니다.",
      "declares a shortfall but has %d of %d sights"),
  NO_SHORTFALL(
      "볼거리가 적어도 %2$d곳은 있어야 하지만 %1$d곳뿐이고 부족하다는 설명도 없습니다.",
      "has %d of at least %d sights and declares no shortfall"),
  OTHER_SHORTFALL(
      "볼거리가 적어도 %2$d곳 중 %1$d곳뿐인데 %4$d곳 중 %3$d곳이라고 설명되어 있습니다.",
      "has %d of at least %d sights but declares a shortfall of %d instead of %d"),
  ONE_MORE_FITS(
      "볼거리가 적어도 %2$d곳은 있어야 하지만 %1$d곳뿐입니다. 아직 들르지 않는 %3$s(%4$s)에 갈 시간이 있습니다.",
      "has %d of at least %d sights, but %s (%s) is unused and fits"),
  REST_NOWHERE("휴식(%s) 장소인 %s에는 이날 들르지 않습니다.", "the rest %s at %s is at no place of the day"),
  REST_TOO_SHORT("%2$s에서의 휴식(%1$s)이 %3$d분보다 짧습니다.", "the rest %s at %s is shorter than %d minutes"),
  NO_REST_POINT(
      "%2$s에서의 휴식(%1$s)에 확인되었다는 표시가 있지만 이곳에는 알려진 쉼터가 없습니다.",
      "the rest %s at %s is called verified, but no rest point is known there"),
  TOO_FEW_RESTS(
      "건강 상태가 '%4$s'인 일행이 %3$.1f시간 동안 다니려면 휴식이 %2$d번 필요하지만 %1$d번뿐입니다.",
      "has %d of %d rests due in %.1f hours out for health %s"),
  TOO_STRENUOUS(
      "%s에서는 체력이 많이 듭니다. 건강 상태가 '%s'인 일행에게 맞지 않습니다.", "%s is too strenuous for health %s"),

  LEAVES_OUTSIDE_WINDOW(
      "%s에 출발합니다. 이날 일정에 쓸 수 있는 시간: %s.", "the party leaves at %s but the day is %s"),
  STAYS_OUTSIDE_WINDOW(
      "%s에 %s까지 머뭅니다. 이날 일정에 쓸 수 있는 시간: %s.", "the party is at %s until %s but the day is %s"),
  RETURNS_OUTSIDE_WINDOW(
      "하루의 도착점에 %s에 닿습니다. 이날 일정에 쓸 수 있는 시간: %s.",
      "the party is at its end point at %s but the day is %s"),

  MEAL_MISSING(
      "%s 식사가 빠져 있습니다. 이날 %3$s 사이에 %2$d분의 여유가 있습니다.",
      "%s is missing: the day has %d minutes of %s free"),
  MEAL_TOO_MANY("%2$s의 %1$s 식사가 한 번 더 들어 있습니다.", "the %s at %s is one too many"),
  MEAL_NOT_DUE(
      "%2$s의 %1$s 식사를 넣을 수 없는 날입니다. 이날 %4$s 사이에는 %3$d분의 여유가 없습니다.",
      "the %s at %s is not due: the day has no %d minutes of %s free"),
  MEAL_MINUTES(
      "%2$s의 %1$s 식사가 %3$d분입니다. %4$d분이어야 합니다.", "the %s at %s lasts %d minutes instead of %d"),
  MEAL_TIME("%2$s의 %1$s 식사 시간(%3$s)이 %4$s를 벗어납니다.", "the %s at %s lasts %s, outside %s"),
  MEAL_POINT(
      "장소를 정하지 않은 %s 식사가 %s 근처로 되어 있지만 하루의 출발점도 도착점도 바로 앞의 장소도 아닙니다.",
      "the %s without a place near %s stands neither at the start nor the end point nor the stop"
          + " before it"),
  MEAL_PLACE_FITS(
      "%2$s 근처의 %1$s 식사에 장소가 없지만 아직 들르지 않는 %3$s(%4$s)에서 드실 수 있습니다.",
      "the %s near %s has no place, but %s (%s) is unused and fits"),
  TOO_MUCH_FOOD(
      "%s까지 식사 외에 음식을 즐기는 곳이 %d곳입니다. 최대 %d곳까지 허용됩니다.",
      "%s is food place number %d beside the meals, at most %d is allowed"),

  MUST_BE_VISITED("꼭 들르기로 하신 %s에 들르지 않습니다.", "%s must be visited but is not in the plan"),
  IS_EXCLUDED("제외해 달라고 하신 %s에 들릅니다.", "%s is excluded by the traveller"),

  NOT_LISTED_AS_EXPOSED(
      "날씨가 나쁜 날 야외인 %s에 들르지만 그 표시가 없습니다.", "%s is outdoors on a bad day but not listed as exposed"),
  LISTED_AS_EXPOSED(
      "%s에 나쁜 날씨에 노출된다는 표시가 있지만 날씨가 나쁜 날의 야외 볼거리가 아닙니다.",
      "%s is listed as exposed but is no outdoor sight of a bad day"),
  SHELTER_FITS(
      "날씨가 나쁜 날 야외인 %s에 들르지만 아직 들르지 않는 %s(%s)에 대신 갈 수 있습니다.",
      "%s is outdoors on a bad day, but %s (%s) is unused and fits in its position");

  private final String korean;
  private final String english;

  Sentence(String korean, String english) {
    this.korean = korean;
    this.english = english;
  }

  /// The transport of a leg.
  record Ride(TravelMode mode, @Nullable Vehicle vehicle) {}

  /// @param figures numbers and names; what the language has a word for as it is
  String in(Language language, @Nullable Object... figures) {
    String pattern =
        switch (language) {
          case KO -> korean;
          case EN -> english;
        };
    return pattern.formatted(
        Arrays.stream(figures).map(figure -> word(figure, language)).toArray());
  }

  private static @Nullable Object word(@Nullable Object figure, Language language) {
    return switch (figure) {
      case DayOfWeek day -> day.getDisplayName(TextStyle.FULL, locale(language));
      case Month month -> month.getDisplayName(TextStyle.FULL, locale(language));
      case Coordinates point ->
          String.format(Locale.ROOT, "%.6f, %.6f", point.latitude(), point.longitude());
      case Hop.Stop stop -> stop.name();
      case Hop.Start _ -> language == Language.KO ? "출발점" : "start point";
      case Hop.End _ -> language == Language.KO ? "도착점" : "end point";
      case Object other when language == Language.KO -> korean(other);
      case Object other -> english(other);
      case null -> language == Language.KO ? "없음" : "none";
    };
  }

  private static Locale locale(Language language) {
    return switch (language) {
      case KO -> Locale.KOREAN;
      case EN -> Locale.ENGLISH;
    };
  }

  private static Object korean(Object figure) {
    return switch (figure) {
      case HealthStatus.EXCELLENT -> "매우 좋음";
      case HealthStatus.GOOD -> "좋음";
      case HealthStatus.CAUTION -> "주의 필요";
      case HealthStatus.LIMITED -> "거동 불편";
      case Ride(TravelMode mode, Vehicle vehicle) ->
          switch (vehicle) {
            case OWN_CAR -> "자가용";
            case TAXI -> "택시";
            case null -> korean(mode);
          };
      case TravelMode.WALK -> "도보";
      case TravelMode.PUBLIC -> "대중교통";
      case TravelMode.CAR -> "자동차";
      case PlaceCategory.SIGHTSEEING -> "관광";
      case PlaceCategory.SHOPPING -> "쇼핑";
      case PlaceCategory.CULTURE -> "문화";
      case PlaceCategory.NATURE -> "자연";
      case PlaceCategory.SPORTS -> "체험";
      case PlaceCategory.REST -> "휴식";
      case PlaceCategory.FOOD -> "미식";
      case Mealtime.LUNCH -> "점심";
      case Mealtime.DINNER -> "저녁";
      case DayFrame day -> day.open() < day.close() ? day.window() : "없음";
      default -> figure;
    };
  }

  private static Object english(Object figure) {
    return switch (figure) {
      case Ride(TravelMode mode, Vehicle vehicle) ->
          vehicle == null ? mode : mode + " (" + vehicle + ")";
      case Mealtime meal -> meal.name().toLowerCase(Locale.ROOT);
      case DayFrame day -> day.open() < day.close() ? "open " + day.window() : "empty";
      default -> figure;
    };
  }
}
