package com.tripgen.ai.recommendations;

import com.tripgen.ai.planning.DayWeather;
import com.tripgen.ai.planning.Effort;
import com.tripgen.ai.planning.OpenInterval;
import com.tripgen.ai.planning.Opening;
import com.tripgen.ai.planning.OpeningHours;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.TransportMode;
import com.tripgen.ai.recommendations.RecommendationText.Tips;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// How to make the most of a visit, from hours, length, effort, access, seasons and climate.
final class Advice {
  private static final double HOT_DEGREES = 28;
  private static final double COLD_DEGREES = 5;

  private final PlaceRecord record;
  private final PlaceFacts place;
  private final TravellerProfile profile;
  private final Wording wording;

  private Advice(PlaceRecord record, TravellerProfile profile) {
    this.record = record;
    this.place = record.place();
    this.profile = profile;
    this.wording = new Wording(profile.language());
  }

  static Tips of(PlaceRecord record, TravellerProfile profile) {
    Advice advice = new Advice(record, profile);
    PlaceFacts place = record.place();
    return new Tips(
        Objects.requireNonNullElse(place.details().description(), ""),
        place.details().events(),
        advice.bestVisitTime(),
        advice.estimatedDuration(),
        place.details().photoSpots(),
        advice.practicalTips(),
        advice.weatherTips(),
        Alternatives.of(record, profile));
  }

  private String bestVisitTime() {
    List<String> sentences = new ArrayList<>();
    OpeningHours hours = place.opening().hours();
    if (hours != null) {
      VisitTimes times = VisitTimes.of(hours);
      if (times.alwaysOpen()) {
        sentences.add(
            wording.say(
                "24시간 열려 있어 원하시는 시간에 찾으실 수 있습니다.",
                "Open around the clock: come whenever you like."));
      } else if (!times.neverOpen()) {
        sentences.add(within(times.usual()));
      }
    }
    if (place.setting() == Setting.OUTDOOR && isHot()) {
      sentences.add(
          wording.say("한낮의 더위를 피해 이른 시간에 찾으시면 좋습니다.", "Come early to avoid the heat of midday."));
    }
    if (!place.opening().bestMonths().isEmpty()) {
      sentences.add(
          wording
              .say("가장 좋은 시기는 %s입니다.", "At its best: %s.")
              .formatted(wording.months(place.opening().bestMonths())));
    }
    return String.join(" ", sentences);
  }

  private String within(List<OpenInterval> intervals) {
    String usual =
        wording.say("보통 %s에 엽니다.", "Usually open %s.").formatted(wording.intervals(intervals));
    OpenInterval first = intervals.getFirst();
    int latest = latestArrival(first);
    if (latest <= first.open()) {
      return usual;
    }
    String opening = wording.time(first.open());
    return usual
        + " "
        + (place.visit().minutes() == null
            ? wording
                .say(
                    "여는 시각인 %s에 맞춰 가시면 시간이 가장 넉넉합니다.",
                    "Coming at %s, when it opens, leaves most time.")
                .formatted(opening)
            : wording
                .say(
                    "%s에 맞춰 가시면 시간이 가장 넉넉하고, 여유 있게 보시려면 늦어도 %s까지 도착하시기 바랍니다.",
                    "Coming at %s leaves most time; to see it all, arrive by %s.")
                .formatted(opening, wording.time(latest)));
  }

  /// The last moment at which one is let in and the whole visit fits.
  private int latestArrival(OpenInterval interval) {
    Integer minutes = place.visit().minutes();
    int before = Math.max(minutes == null ? 0 : minutes, place.opening().lastEntryBeforeClose());
    return interval.close() - before;
  }

  private String estimatedDuration() {
    Integer minutes = place.visit().minutes();
    if (minutes == null) {
      return "";
    }
    String duration = wording.duration(minutes);
    return profile.needsCare()
        ? wording
            .say("약 %s이며, 쉬는 시간을 더해 여유 있게 잡으시기 바랍니다.", "About %s, and extra time for breaks.")
            .formatted(duration)
        : wording.say("약 %s", "About %s").formatted(duration);
  }

  private List<String> practicalTips() {
    List<String> tips = new ArrayList<>();
    opening(tips);
    effort(tips);
    access(tips);
    String parking = place.details().parking();
    if (profile.transport() == TransportMode.CAR && parking != null) {
      tips.add(wording.say("주차: %s", "Parking: %s").formatted(parking));
    }
    return tips;
  }

  private void opening(List<String> tips) {
    Opening opening = place.opening();
    OpeningHours hours = opening.hours();
    if (hours == null) {
      tips.add(
          wording.say(
              "운영 시간이 확인되지 않았으니 방문 전에 확인해 주세요.",
              "The opening hours are not known: check before you go."));
    } else {
      week(tips, VisitTimes.of(hours));
    }
    int lastEntry = opening.lastEntryBeforeClose();
    if (lastEntry > 0) {
      tips.add(
          wording
              .say("입장은 닫는 시각 %s 전에 마감됩니다.", "Last entry is %s before closing.")
              .formatted(wording.duration(lastEntry)));
    }
    if (!opening.seasonMonths().isEmpty()) {
      tips.add(
          wording
              .say("운영하는 달은 %s입니다.", "Only open: %s.")
              .formatted(wording.months(opening.seasonMonths())));
    }
  }

  private void week(List<String> tips, VisitTimes times) {
    if (times.neverOpen()) {
      tips.add(wording.say("현재 문을 여는 요일이 없습니다.", "It is not open on any weekday at present."));
      return;
    }
    if (!times.closed().isEmpty()) {
      tips.add(
          wording
              .say("%s에는 문을 열지 않습니다.", "Closed on %s.")
              .formatted(wording.weekdays(times.closed())));
    }
    times
        .others()
        .forEach(
            other ->
                tips.add(
                    wording
                        .say("%s에는 %s에 엽니다.", "On %s it is open %s.")
                        .formatted(
                            wording.weekdays(other.getValue()),
                            wording.intervals(other.getKey()))));
  }

  private void effort(List<String> tips) {
    if (place.effort() == Effort.STRENUOUS) {
      tips.add(
          wording.say(
              "체력이 많이 드는 곳이니 편한 신발과 마실 물을 준비해 주세요.",
              "The visit is strenuous: wear comfortable shoes and bring water."));
    } else if (place.effort() == Effort.MODERATE) {
      tips.add(
          wording.say(
              "걷거나 오르는 구간이 있으니 편한 신발을 신으시기 바랍니다.",
              "There is some walking or climbing: wear comfortable shoes."));
    }
  }

  private void access(List<String> tips) {
    boolean needsRest = profile.needsCare() || profile.withSenior() || profile.withChild();
    List<String> restPoints = place.details().restPoints();
    if (needsRest && !restPoints.isEmpty()) {
      tips.add(
          wording
              .say("쉬어 가실 수 있는 곳: %s", "Where to rest: %s")
              .formatted(String.join(", ", restPoints)));
    }
    boolean needsAccess = profile.needsCare() || profile.withSenior() || profile.withToddler();
    if (!needsAccess) {
      return;
    }
    Boolean stepFree = place.visit().stepFree();
    if (stepFree != null) {
      tips.add(
          stepFree
              ? wording.say("계단 없이 다니실 수 있습니다.", "The visit needs no steps.")
              : wording.say("계단을 이용해야 하는 구간이 있습니다.", "Parts can only be reached by steps."));
    }
    List<String> accessibility = place.details().accessibility();
    if (!accessibility.isEmpty()) {
      tips.add(
          wording
              .say("편의 시설: %s", "Accessibility: %s")
              .formatted(String.join(", ", accessibility)));
    }
  }

  private String weatherTips() {
    List<String> sentences = new ArrayList<>();
    Setting setting = place.setting();
    if (setting != null) {
      sentences.add(
          switch (setting) {
            case INDOOR ->
                wording.say("실내라 날씨와 관계없이 둘러보실 수 있습니다.", "It is indoors, whatever the weather.");
            case MIXED ->
                wording.say(
                    "실내와 야외가 함께 있어 날씨가 궂어도 둘러보실 수 있습니다.",
                    "Partly indoors, so worth a visit in bad weather too.");
            case OUTDOOR ->
                wording.say(
                    "야외이니 비나 눈이 오는 날은 피하시는 것이 좋습니다.",
                    "It is outdoors: better on a day without rain or snow.");
          });
    }
    DayWeather climate = record.climate();
    if (climate != null && setting != Setting.INDOOR) {
      climate(sentences, climate);
    }
    return String.join(" ", sentences);
  }

  private void climate(List<String> sentences, DayWeather climate) {
    Double lowest = climate.minTemperature();
    Double highest = climate.maxTemperature();
    if (lowest == null || highest == null) {
      return;
    }
    sentences.add(
        wording
            .say("%s의 평년 기온은 %d도에서 %d도입니다.", "In %s it is usually between %d and %d °C.")
            .formatted(
                wording.month(record.today().getMonth()), Math.round(lowest), Math.round(highest)));
    if (isHot()) {
      sentences.add(
          wording.say("햇볕을 가릴 것과 마실 물을 챙겨 주세요.", "Bring something against the sun, and water."));
    } else if (lowest <= COLD_DEGREES) {
      sentences.add(wording.say("따뜻하게 입으시기 바랍니다.", "Dress warmly."));
    }
  }

  private boolean isHot() {
    DayWeather climate = record.climate();
    Double highest = climate == null ? null : climate.maxTemperature();
    return highest != null && highest >= HOT_DEGREES;
  }
}
