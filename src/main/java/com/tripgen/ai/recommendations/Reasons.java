package com.tripgen.ai.recommendations;

import com.tripgen.ai.planning.Effort;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.PlaceCategory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why the place suits the travellers, or how far it does. The sentences about company and health
/// always stand there and differ for each of them, so that no two such profiles read the same.
final class Reasons {
  private static final double GOOD_RATING = 4;
  private static final int SHORT_VISIT_MINUTES = 60;

  private final PlaceFacts place;
  private final PlaceRecord record;
  private final TravellerProfile profile;
  private final Wording wording;

  private Reasons(PlaceRecord record, TravellerProfile profile) {
    this.place = record.place();
    this.record = record;
    this.profile = profile;
    this.wording = new Wording(profile.language());
  }

  static List<String> of(PlaceRecord record, TravellerProfile profile) {
    return new Reasons(record, profile).write();
  }

  private List<String> write() {
    List<String> reasons = new ArrayList<>();
    if (profile.preferences().stream().anyMatch(it -> it.matches(place.category()))) {
      reasons.add(preference(place.category()));
    }
    add(reasons, company());
    add(reasons, companyFact());
    if (profile.withChild()) {
      reasons.add(children());
    }
    if (profile.withSenior()) {
      reasons.add(seniors());
    }
    reasons.add(health());
    add(reasons, merit());
    if (place.opening().bestMonths().contains(record.today().getMonth())) {
      String month = wording.month(record.today().getMonth());
      reasons.add(
          wording
              .say("지금(%s)이 이곳을 찾기 가장 좋은 시기입니다.", "This month, %s, is among the best for it.")
              .formatted(month));
    }
    return reasons;
  }

  private static void add(List<String> reasons, @Nullable String reason) {
    if (reason != null) {
      reasons.add(reason);
    }
  }

  private String preference(PlaceCategory category) {
    return switch (category) {
      case SIGHTSEEING ->
          wording.say("명소 관광을 좋아하시는 취향에 맞는 곳입니다.", "It matches your liking for sights.");
      case SHOPPING ->
          wording.say("쇼핑을 좋아하시는 취향에 맞는 곳입니다.", "It matches your liking for shopping.");
      case CULTURE ->
          wording.say("문화와 예술을 좋아하시는 취향에 맞는 곳입니다.", "It matches your liking for culture.");
      case NATURE -> wording.say("자연을 좋아하시는 취향에 맞는 곳입니다.", "It matches your liking for nature.");
      case SPORTS ->
          wording.say("활동적인 체험을 좋아하시는 취향에 맞는 곳입니다.", "It matches your liking for being active.");
      case REST -> wording.say("휴식을 좋아하시는 취향에 맞는 곳입니다.", "It matches your liking for rest.");
      case FOOD -> wording.say("미식을 좋아하시는 취향에 맞는 곳입니다.", "It matches your liking for food.");
    };
  }

  private @Nullable String company() {
    String whoKorean = whoKorean();
    String whoEnglish = whoEnglish();
    return whoKorean == null || whoEnglish == null
        ? null
        : wording.say(
            "%s %s".formatted(whoKorean, activityKorean()),
            "%s %s.".formatted(activityEnglish(), whoEnglish));
  }

  private @Nullable String whoKorean() {
    int number = profile.ages().size();
    return switch (profile.company()) {
      case SOLO -> "혼자서";
      case COUPLE -> "두 분이 함께";
      case FAMILY -> number > 1 ? "가족 %d명이 함께".formatted(number) : "가족과 함께";
      case FRIENDS -> number > 1 ? "친구 %d명이 함께".formatted(number) : "친구들과 함께";
      case GROUP -> number > 1 ? "단체 %d명이 함께".formatted(number) : "단체로";
      case null -> number > 1 ? "%d명이 함께".formatted(number) : null;
    };
  }

  private @Nullable String whoEnglish() {
    int number = profile.ages().size();
    return switch (profile.company()) {
      case SOLO -> "on your own";
      case COUPLE -> "as a couple";
      case FAMILY -> number > 1 ? "as a family of %d".formatted(number) : "with the family";
      case FRIENDS -> number > 1 ? "for %d friends together".formatted(number) : "with friends";
      case GROUP -> number > 1 ? "as a group of %d".formatted(number) : "in a group";
      case null -> number > 1 ? "for %d people together".formatted(number) : null;
    };
  }

  private String activityKorean() {
    return switch (place.category()) {
      case SIGHTSEEING -> "둘러보기 좋은 명소입니다.";
      case SHOPPING -> "쇼핑을 즐기기 좋은 곳입니다.";
      case CULTURE -> "문화를 즐기기 좋은 곳입니다.";
      case NATURE -> "자연을 즐기기 좋은 곳입니다.";
      case SPORTS -> "활동적인 시간을 보내기 좋은 곳입니다.";
      case REST -> "쉬어 가기 좋은 곳입니다.";
      case FOOD -> "식사하기 좋은 곳입니다.";
    };
  }

  private String activityEnglish() {
    return switch (place.category()) {
      case SIGHTSEEING -> "A sight to see";
      case SHOPPING -> "A place to go shopping";
      case CULTURE -> "A place to enjoy culture";
      case NATURE -> "A place to enjoy nature";
      case SPORTS -> "A place to be active";
      case REST -> "A place to unwind";
      case FOOD -> "A place to eat";
    };
  }

  private @Nullable String companyFact() {
    Integer minutes = place.visit().minutes();
    List<String> photoSpots = place.details().photoSpots();
    return switch (profile.company()) {
      case SOLO ->
          minutes == null || minutes > SHORT_VISIT_MINUTES
              ? null
              : wording
                  .say(
                      "약 %s이면 충분해 혼자만의 일정에 가볍게 넣으실 수 있습니다.",
                      "About %s is enough, so it is easily added to a day of your own.")
                  .formatted(wording.duration(minutes));
      case COUPLE ->
          photoSpots.isEmpty()
              ? null
              : wording
                  .say("%s에서 두 분의 사진을 남겨 보세요.", "For a picture of the two of you: %s.")
                  .formatted(String.join(", ", photoSpots));
      case FAMILY ->
          profile.withChild() || !forChildren()
              ? null
              : wording.say("아이들과 함께 가기에도 알맞은 곳입니다.", "It is a place for children too.");
      case FRIENDS, GROUP -> null;
      case null -> null;
    };
  }

  private boolean forChildren() {
    return place.details().tags().contains("children");
  }

  private String children() {
    if (forChildren()) {
      return wording.say("함께하는 아이에게 알맞은 곳입니다.", "It suits the child with you.");
    }
    if (profile.withToddler() && place.isStepFree()) {
      return wording.say(
          "계단 없이 다닐 수 있어 유모차를 이용하시기에도 좋습니다.", "It is step-free, which is good with a pushchair.");
    }
    return switch (place.effort()) {
      case LIGHT ->
          wording.say("아이와 함께 걸어도 부담이 적습니다.", "The visit is light enough for the child with you.");
      case MODERATE ->
          wording.say(
              "걷거나 오르는 구간이 있으니 아이와 함께라면 쉬어 가며 둘러보시기 바랍니다.",
              "There is some walking or climbing: allow breaks for the child with you.");
      case STRENUOUS ->
          wording.say(
              "체력이 많이 드는 곳이라 아이와 함께라면 신중히 결정하시기 바랍니다.",
              "It is strenuous: think twice with the child with you.");
      case null ->
          wording.say(
              "얼마나 걷는 곳인지 확인되지 않았으니 아이와 함께라면 여유를 두시기 바랍니다.",
              "How strenuous it is, is not known: allow extra time with the child with you.");
    };
  }

  private String seniors() {
    if (place.isStepFree()) {
      return wording.say(
          "계단 없이 다닐 수 있어 어르신을 모시기 좋습니다.", "It is step-free, which is good with older travellers.");
    }
    return switch (place.effort()) {
      case LIGHT ->
          wording.say("오래 걷지 않아도 되어 어르신께도 부담이 적습니다.", "The visit is light for older travellers.");
      case MODERATE ->
          wording.say(
              "걷거나 오르는 구간이 있으니 어르신을 모신다면 천천히 둘러보시기 바랍니다.",
              "There is some walking or climbing: take it slowly with older travellers.");
      case STRENUOUS ->
          wording.say(
              "체력이 많이 드는 곳이라 어르신께는 무리가 될 수 있습니다.",
              "It is strenuous and may be too much for older travellers.");
      case null ->
          wording.say(
              "얼마나 걷는 곳인지 확인되지 않았으니 어르신을 모신다면 미리 문의하시기 바랍니다.",
              "How strenuous it is, is not known: ask ahead with older travellers.");
    };
  }

  private String health() {
    Effort effort = place.effort();
    return switch (profile.health()) {
      case EXCELLENT -> excellent(effort);
      case GOOD -> good(effort);
      case CAUTION -> caution(effort);
      case LIMITED -> effort == Effort.STRENUOUS ? strenuousFor(profile.health()) : limited();
    };
  }

  private String excellent(@Nullable Effort effort) {
    return switch (effort) {
      case LIGHT ->
          wording.say(
              "체력 부담이 적은 곳이라 체력에 자신 있으시면 같은 날 다른 곳도 함께 둘러보실 수 있습니다.",
              "The visit is light; in excellent health you can add more on the same day.");
      case MODERATE ->
          wording.say(
              "조금 걷거나 오르는 구간이 있지만 체력에 자신 있으시면 무리 없이 즐기실 수 있습니다.",
              "There is some walking or climbing, no obstacle in excellent health.");
      case STRENUOUS ->
          wording.say(
              "체력이 많이 드는 곳이라 체력에 자신 있으신 분께 어울립니다.",
              "It is strenuous, which suits travellers in excellent health.");
      case null ->
          wording.say(
              "체력이 얼마나 드는지는 확인되지 않았으나 체력에 자신 있으신 분께 추천해 드립니다.",
              "How strenuous it is, is not known; in excellent health that is no reason to stay"
                  + " away.");
    };
  }

  private String good(@Nullable Effort effort) {
    return switch (effort) {
      case LIGHT ->
          wording.say("건강하시다면 가볍게 다녀오실 수 있는 곳입니다.", "In good health it is an easy visit.");
      case MODERATE ->
          wording.say(
              "조금 걷거나 오르는 구간이 있으며 건강하신 분께 알맞은 정도입니다.",
              "There is some walking or climbing, fine in good health.");
      case STRENUOUS ->
          wording.say(
              "체력이 많이 드는 곳이니 건강하시더라도 시간을 넉넉히 두고 다녀오시기 바랍니다.",
              "It is strenuous: even in good health, allow plenty of time.");
      case null ->
          wording.say(
              "체력이 얼마나 드는지는 확인되지 않았으나 건강하신 분께 추천해 드립니다.",
              "How strenuous it is, is not known; it is recommended for travellers in good"
                  + " health.");
    };
  }

  private String caution(@Nullable Effort effort) {
    return switch (effort) {
      case LIGHT ->
          wording.say(
              "체력 부담이 적어 건강에 유의하셔야 하는 분도 쉬어 가며 둘러보실 수 있습니다.",
              "The visit is light, manageable with breaks when health needs care.");
      case MODERATE ->
          wording.say(
              "조금 걷거나 오르는 구간이 있으니 건강에 유의하셔야 하는 분은 쉬어 가며 천천히 둘러보시기 바랍니다.",
              "There is some walking or climbing: go slowly and take breaks, as your health needs"
                  + " care.");
      case STRENUOUS -> strenuousFor(HealthStatus.CAUTION);
      case null ->
          wording.say(
              "체력이 얼마나 드는지 확인되지 않았으니 건강에 유의하셔야 하는 분은 방문 전에 문의해 주세요.",
              "How strenuous it is, is not known: ask before you go, as your health needs care.");
    };
  }

  private String strenuousFor(HealthStatus health) {
    return health == HealthStatus.CAUTION
        ? wording.say(
            "체력이 많이 드는 곳이라 건강에 유의하셔야 하는 분께는 권해 드리지 않습니다.",
            "It is strenuous and not advisable when health needs care.")
        : wording.say(
            "체력이 많이 드는 곳이라 거동이 불편하신 분께는 권해 드리지 않습니다.",
            "It is strenuous and not advisable with limited mobility.");
  }

  private String limited() {
    Boolean stepFree = place.visit().stepFree();
    if (stepFree == null) {
      return wording.say(
          "계단 없이 다닐 수 있는지 확인되지 않았으니 거동이 불편하신 분은 방문 전에 문의해 주세요.",
          "Whether it is step-free is not known: with limited mobility, ask before you go.");
    }
    return stepFree
        ? wording.say(
            "계단 없이 둘러보실 수 있어 거동이 불편하신 분께도 알맞은 곳입니다.",
            "It can be visited without steps, which suits limited mobility.")
        : wording.say(
            "계단이 있는 곳이니 거동이 불편하신 분은 둘러보실 수 있는 구간을 미리 문의해 주세요.",
            "There are steps: with limited mobility, ask beforehand what can be reached.");
  }

  private @Nullable String merit() {
    if (place.details().tags().contains("world-heritage")) {
      return wording.say("유네스코 세계유산입니다.", "It is a UNESCO World Heritage site.");
    }
    Double rating = place.visit().rating();
    return rating == null || rating < GOOD_RATING
        ? null
        : wording
            .say("방문객 평점이 5점 만점에 %s점입니다.", "Visitors rate it %s out of 5.")
            .formatted(Wording.oneDecimal(rating));
  }
}
