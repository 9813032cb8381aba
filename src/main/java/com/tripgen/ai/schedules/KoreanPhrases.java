package com.tripgen.ai.schedules;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.DayWeather;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.TravelMode;
import com.tripgen.ai.planning.Vehicle;
import java.time.LocalTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Korean, polite. Names of places never take a particle that depends on their last sound.
final class KoreanPhrases implements Phrases {

  @Override
  public String reason(Ground ground, int turn) {
    return switch (ground) {
      case Ground.Described(String text) -> text;
      case Ground.MustVisit() -> pick(turn, "꼭 가고 싶다고 하신 곳입니다.", "반드시 들르기로 하신 곳입니다.");
      case Ground.NamedInRequest() -> "요청하실 때 직접 말씀하신 곳입니다.";
      case Ground.Liked liked -> liked(liked, turn);
      case Ground.WishedSetting(Setting setting) ->
          switch (setting) {
            case INDOOR -> "요청하신 대로 실내에서 즐기실 수 있습니다.";
            case OUTDOOR -> "요청하신 대로 야외에서 즐기실 수 있습니다.";
            case MIXED -> "요청하신 대로 실내와 야외를 함께 즐기실 수 있습니다.";
          };
      case Ground.Wished() -> pick(turn, "요청하신 내용에 맞는 곳입니다.", "말씀하신 바람을 반영해 골랐습니다.");
      case Ground.Sheltered(Set<DayCondition> from) ->
          joined(from)
              + pick(
                  turn, " 걱정 없이 실내에서 보내실 수 있습니다.", " 때문에 실내 장소로 골랐습니다.", "의 영향을 받지 않는 실내 장소입니다.");
      case Ground.InSeason(var month) -> month.getValue() + "월은 이곳을 찾기 좋은 때입니다.";
      case Ground.StepFree() -> "계단 없이 둘러보실 수 있습니다.";
      case Ground.Easy() -> pick(turn, "무리하지 않고 둘러보실 수 있습니다.", "체력 부담이 적은 곳입니다.");
      case Ground.Rated(double rating) ->
          pick(turn, "방문객 평점이 5점 만점에 %s점입니다.", "평점 %s점(5점 만점)을 받은 곳입니다.")
              .formatted(oneDecimal(rating));
      case Ground.Reached way ->
          "%s에서 %s %d분 거리입니다.".formatted(way.from(), by(way.mode(), way.vehicle()), way.minutes());
      case Ground.Kind(PlaceCategory category) -> kind(category) + " 일정으로 넣었습니다.";
      case Ground.MealAt at ->
          at.open()
              ? pick(turn, "%s 시간에 문을 여는 곳입니다.", "%s 시간에 맞춰 식사하실 수 있습니다.")
                  .formatted(meal(at.meal()))
              : "%s 시간에 들르기 좋도록 넣었습니다.".formatted(meal(at.meal()));
      case Ground.MealNear(Ground.Meal meal, String near) ->
          "%s 근처에서 자유롭게 드실 수 있도록 %s 시간을 비워 두었습니다.".formatted(near, meal(meal));
    };
  }

  private static String liked(Ground.Liked liked, int turn) {
    String what =
        switch (liked.preference()) {
          case SIGHTSEEING -> "관광을";
          case SHOPPING -> "쇼핑을";
          case CULTURE -> "문화를";
          case NATURE -> "자연을";
          case SPORTS -> "활동적인 체험을";
          case REST -> "휴식을";
          case FOOD -> "미식을";
        };
    if (liked.party() == 1) {
      return what + pick(turn, " 좋아하시는 취향에 맞춰 골랐습니다.", " 좋아하셔서 추천합니다.");
    }
    return liked.members() == liked.party()
        ? pick(turn, "일행 모두 %s 좋아하셔서 골랐습니다.", "%s 좋아하시는 일행 모두에게 어울립니다.").formatted(what)
        : pick(turn, "일행 %2$d명 중 %3$d명이 %1$s 좋아하십니다.", "일행 중 %1$s 좋아하시는 분을 위해 골랐습니다.")
            .formatted(what, liked.party(), liked.members());
  }

  private static String kind(PlaceCategory category) {
    return switch (category) {
      case SIGHTSEEING -> "관광";
      case SHOPPING -> "쇼핑";
      case CULTURE -> "문화";
      case NATURE -> "자연";
      case SPORTS -> "체험";
      case REST -> "휴식";
      case FOOD -> "미식";
    };
  }

  private static String by(TravelMode mode, @Nullable Vehicle vehicle) {
    return switch (mode) {
      case WALK -> "걸어서";
      case PUBLIC -> "대중교통으로";
      case CAR -> vehicle == Vehicle.TAXI ? "택시로" : "차로";
    };
  }

  @Override
  public String meal(Ground.Meal meal) {
    return switch (meal) {
      case LUNCH -> "점심 식사";
      case DINNER -> "저녁 식사";
    };
  }

  @Override
  public String warning(DayCondition condition, DayWeather weather) {
    return switch (condition) {
      case RAIN -> "비 소식이 있습니다." + probability(weather);
      case SNOW -> "눈 소식이 있어 길이 미끄러울 수 있습니다." + probability(weather);
      case STORM -> "폭풍우 소식이 있으니 야외 활동에 주의하세요." + probability(weather);
      case HEAT -> "낮 최고 기온이 %s℃까지 오릅니다. 더위에 주의하세요.".formatted(number(weather.maxTemperature()));
      case COLD -> "최저 기온이 %s℃까지 내려갑니다. 추위에 주의하세요.".formatted(number(weather.minTemperature()));
      case DUST -> "미세먼지(PM10)가 %s㎍/㎥로 나쁩니다.".formatted(number(weather.pm10()));
      case CLEAR, CLOUDY, FOG ->
          throw new IllegalArgumentException(condition + " needs no warning");
    };
  }

  private static String probability(DayWeather weather) {
    Integer probability = weather.precipitationProbability();
    return probability == null ? "" : " 강수 확률은 %d%%입니다.".formatted(probability);
  }

  @Override
  public List<String> preparation(Set<DayCondition> conditions) {
    Set<String> items = new LinkedHashSet<>();
    conditions.stream()
        .sorted()
        .forEach(
            condition ->
                items.addAll(
                    switch (condition) {
                      case RAIN -> List.of("우산", "젖어도 되는 신발");
                      case SNOW -> List.of("미끄럼 방지 신발", "장갑");
                      case STORM -> List.of("비옷", "젖어도 되는 신발");
                      case HEAT -> List.of("물", "모자", "자외선 차단제");
                      case COLD -> List.of("두꺼운 외투", "장갑", "목도리");
                      case DUST -> List.of("마스크");
                      case CLEAR, CLOUDY, FOG -> List.<String>of();
                    }));
    return List.copyOf(items);
  }

  @Override
  public String insteadOutdoors(Candidate indoors, double kilometres) {
    return "날씨가 나쁠 때 대신 들를 수 있는 %s 분야의 실내 장소로, 약 %skm 떨어져 있습니다."
        .formatted(kind(indoors.category()), oneDecimal(kilometres));
  }

  @Override
  public String photoSpots(List<String> spots) {
    return "사진 찍기 좋은 곳: " + String.join(", ", spots) + ".";
  }

  @Override
  public String events(List<String> events) {
    return "행사: " + String.join(", ", events) + ".";
  }

  @Override
  public String lastEntry(LocalTime time) {
    return "입장은 %s까지입니다.".formatted(time);
  }

  @Override
  public String takeItEasy(List<String> restPoints) {
    return "쉬어 갈 수 있는 곳(%s)을 이용하며 천천히 둘러보세요.".formatted(String.join(", ", restPoints));
  }

  @Override
  public String seeMore(List<String> spots) {
    return "여유가 있으시면 다음도 함께 둘러보세요: " + String.join(", ", spots) + ".";
  }

  @Override
  public String hoursUnknown() {
    return "운영 시간이 확인되지 않았으니 가시기 전에 확인해 주세요.";
  }

  @Override
  public String unverifiedPlace() {
    return "언어 모델이 제안한 곳으로, 아직 확인되지 않은 장소입니다.";
  }

  @Override
  public String unverifiedRest(LocalTime start) {
    return "%s부터 쉬는 시간을 두었으나, 이곳에 앉아서 쉴 곳이 있는지는 확인되지 않았습니다.".formatted(start);
  }

  @Override
  public String exposed() {
    return "야외 장소이지만 이 시간에 대신할 만한 실내 장소가 없어 그대로 두었습니다.";
  }

  @Override
  public String outdoorsBecauseMust() {
    return "야외 장소이지만 꼭 가고 싶다고 하셔서 날씨와 관계없이 넣었습니다.";
  }

  @Override
  public String noModel() {
    return "사용할 수 있는 언어 모델이 없어 내장 플래너만으로 일정을 만들었습니다.";
  }

  @Override
  public String modelFellBack() {
    return "언어 모델이 제때 올바른 답을 주지 않아 내장 플래너만으로 일정을 만들었습니다.";
  }

  @Override
  public String noOtherPlan() {
    return "이 여행 조건에 맞는 다른 일정이 없어 장소를 그대로 두었습니다.";
  }

  @Override
  public String noOtherSights(int day) {
    return day + "일차에 갈 수 있는 다른 관광지가 없어 장소를 그대로 두었습니다.";
  }

  private static String joined(Set<DayCondition> conditions) {
    return conditions.stream()
        .sorted()
        .map(
            condition ->
                switch (condition) {
                  case RAIN -> "비";
                  case SNOW -> "눈";
                  case STORM -> "폭풍우";
                  case HEAT -> "더위";
                  case COLD -> "추위";
                  case DUST -> "미세먼지";
                  case CLEAR, CLOUDY, FOG -> "날씨";
                })
        .collect(Collectors.joining("·"));
  }

  private static String pick(int turn, String... wordings) {
    return wordings[turn % wordings.length];
  }

  private static String number(@Nullable Double value) {
    return value == null ? "?" : oneDecimal(value).replaceFirst("\\.0$", "");
  }

  private static String oneDecimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
