package com.tripgen.ai.recommendations;

import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.OpenInterval;
import com.tripgen.ai.planning.Opening;
import com.tripgen.ai.planning.OpeningHours;
import com.tripgen.ai.planning.PlanningRules;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.recommendations.VisitContext.Neighbour;
import com.tripgen.ai.recommendations.VisitContext.Sky;
import com.tripgen.ai.recommendations.VisitContext.Weather;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one trip adds to a text: opening on the day, the weather, the ways before and after.
final class TripNotes {
  private final PlaceFacts place;
  private final TravellerProfile profile;
  private final Wording wording;
  private final List<String> notes = new ArrayList<>();

  private TripNotes(PlaceFacts place, TravellerProfile profile) {
    this.place = place;
    this.profile = profile;
    this.wording = new Wording(profile.language());
  }

  static List<String> of(PlaceFacts place, TravellerProfile profile, VisitContext context) {
    TripNotes trip = new TripNotes(place, profile);
    LocalDate date = context.date();
    if (date != null) {
      trip.opening(date, context.time());
    } else if (context.time() != null) {
      trip.anyDay(context.time());
    }
    if (context.weather() != null) {
      trip.weather(context.weather());
    }
    trip.way(
        context.previous(),
        "이전 장소(%s)에서 직선거리로 약 %skm입니다.",
        "About %2$s km from the place before, %1$s, as the crow flies.");
    trip.way(
        context.next(),
        "다음 장소(%s)까지 직선거리로 약 %skm입니다.",
        "About %2$s km to the next place, %1$s, as the crow flies.");
    return List.copyOf(trip.notes);
  }

  private void note(String korean, String english, Object... facts) {
    notes.add(wording.say(korean, english).formatted(facts));
  }

  private void opening(LocalDate date, @Nullable LocalTime time) {
    Opening opening = place.opening();
    String day = wording.date(date);
    if (opening.closedDates().contains(date)) {
      note("%s에는 문을 열지 않습니다.", "It is closed on %s.", day);
      return;
    }
    if (!opening.seasonMonths().isEmpty() && !opening.seasonMonths().contains(date.getMonth())) {
      note(
          "%s에는 운영하지 않습니다. 운영하는 달은 %s입니다.",
          "It is closed in %s; its season is %s.",
          wording.month(date.getMonth()),
          wording.months(opening.seasonMonths()));
      return;
    }
    OpeningHours hours = opening.hours();
    if (hours == null) {
      note(
          "%s에 여는지 확인되지 않았으니 방문 전에 확인해 주세요.",
          "Whether it is open on %s is not known: check before you go.", day);
    } else if (hours.on(date.getDayOfWeek()).isEmpty()) {
      note("%s에는 문을 열지 않습니다.", "It is closed on %s.", day);
      return;
    } else {
      hours(day, hours.on(date.getDayOfWeek()), time);
    }
    if (!opening.bestMonths().isEmpty()) {
      bestMonths(opening, date);
    }
  }

  private void bestMonths(Opening opening, LocalDate date) {
    if (opening.bestMonths().contains(date.getMonth())) {
      note(
          "방문하시는 %s은 이곳이 가장 좋은 시기입니다.",
          "Your visit in %s is in its best season.", wording.month(date.getMonth()));
    } else {
      note(
          "가장 좋은 시기(%s)는 아닙니다.",
          "Its best season is %s, not the time of your visit.",
          wording.months(opening.bestMonths()));
    }
  }

  private void hours(String day, List<OpenInterval> intervals, @Nullable LocalTime time) {
    String open = wording.intervals(intervals);
    if (time == null) {
      note("%s에는 %s에 엽니다.", "On %s it is open %s.", day, open);
      return;
    }
    int minute = minute(time);
    Optional<OpenInterval> interval = at(intervals, minute);
    if (interval.isEmpty()) {
      note(
          "%s %s에는 열려 있지 않습니다. 그날은 %s에 엽니다.",
          "On %s at %s it is closed; it is open %s.", day, wording.time(minute), open);
      return;
    }
    int close = interval.get().close();
    int left = close - minute;
    Integer needed = place.visit().minutes();
    if (left < place.opening().lastEntryBeforeClose()) {
      note(
          "%s에는 입장이 마감된 뒤입니다. 입장 마감은 %s입니다.",
          "At %s it no longer lets visitors in; last entry is at %s.",
          wording.time(minute),
          wording.time(close - place.opening().lastEntryBeforeClose()));
    } else if (needed != null && left < needed) {
      note(
          "%s에 도착하시면 닫는 시각(%s)까지 %s밖에 남지 않습니다. 관람에는 약 %s이 걸립니다.",
          "Arriving at %s leaves %3$s until it closes at %2$s; a visit takes about %4$s.",
          wording.time(minute),
          wording.time(close),
          wording.duration(left),
          wording.duration(needed));
    } else {
      note(
          "%s %s에 열려 있으며 닫는 시각은 %s입니다.",
          "On %s at %s it is open, until %s.", day, wording.time(minute), wording.time(close));
    }
  }

  private void anyDay(LocalTime time) {
    OpeningHours hours = place.opening().hours();
    if (hours == null) {
      return;
    }
    int minute = minute(time);
    List<DayOfWeek> closed =
        Arrays.stream(DayOfWeek.values())
            .filter(day -> at(hours.on(day), minute).isEmpty())
            .toList();
    if (closed.size() == DayOfWeek.values().length) {
      note("%s에는 어느 요일에도 열려 있지 않습니다.", "At %s it is closed on every day.", wording.time(minute));
    } else if (!closed.isEmpty()) {
      note(
          "%s에 열려 있지 않은 요일: %s.",
          "At %s it is closed on %s.", wording.time(minute), wording.weekdays(closed));
    }
  }

  private static Optional<OpenInterval> at(List<OpenInterval> intervals, int minute) {
    return intervals.stream().filter(it -> it.open() <= minute && minute < it.close()).findFirst();
  }

  private static int minute(LocalTime time) {
    return time.toSecondOfDay() / 60;
  }

  private void weather(Weather weather) {
    Sky trouble = weather.trouble();
    Setting setting = place.setting();
    if (trouble != null) {
      String cause = cause(trouble, weather);
      switch (setting) {
        case OUTDOOR ->
            note(
                "그날은 %s. 야외인 이곳보다 실내 장소를 먼저 고려하시기 바랍니다.",
                "%s that day: consider an indoor place instead of this outdoor one.", cause);
        case MIXED ->
            note(
                "그날은 %s. 이곳에서는 실내 공간을 중심으로 둘러보시기 바랍니다.",
                "%s that day: keep to the indoor parts.", cause);
        case INDOOR ->
            note(
                "그날은 %s. 이곳은 실내라 둘러보시기에 좋습니다.",
                "%s that day: being indoors, this is a good choice.", cause);
        case null -> note("그날은 %s.", "%s that day.", cause);
      }
    }
    Double lowest = weather.minTemperature();
    Double highest = weather.maxTemperature();
    if (lowest != null && highest != null && setting != Setting.INDOOR) {
      note(
          weather.climate() ? "그 시기의 평년 기온은 %d도에서 %d도입니다." : "그날 기온은 %d도에서 %d도입니다.",
          weather.climate()
              ? "At that time it is usually between %d and %d °C."
              : "It will be between %d and %d °C that day.",
          Math.round(lowest),
          Math.round(highest));
    }
  }

  private String cause(Sky trouble, Weather weather) {
    return switch (trouble) {
      case STORM -> wording.say("폭풍우가 예상됩니다", "A storm is expected");
      case SNOW -> wording.say("눈이 예상됩니다", "Snow is expected");
      case RAIN ->
          weather.sky() == Sky.RAIN
              ? wording.say("비가 예상됩니다", "Rain is expected")
              : wording.say("비나 눈이 올 가능성이 큽니다", "Rain or snow is likely");
      case HEAT -> wording.say("무더위가 예상됩니다", "Great heat is expected");
      case COLD -> wording.say("강추위가 예상됩니다", "Severe cold is expected");
      case DUST -> wording.say("미세먼지가 나쁠 것으로 예상됩니다", "High fine dust is expected");
      case CLEAR, CLOUDY, FOG -> throw new IllegalArgumentException(trouble + " is no trouble");
    };
  }

  private void way(@Nullable Neighbour neighbour, String korean, String english) {
    Coordinates from = neighbour == null ? null : neighbour.coordinates();
    if (neighbour == null || from == null) {
      return;
    }
    double kilometres = Alternatives.kilometres(from, place.coordinates());
    double walk = kilometres * PlanningRules.DETOUR;
    note(korean, english, neighbour.name(), Wording.oneDecimal(kilometres));
    if (walk <= PlanningRules.WALK_UP_TO_KM) {
      double speed = profile.needsCare() ? PlanningRules.SLOW_WALK_KMH : PlanningRules.WALK_KMH;
      int minutes = (int) Math.ceil(walk / speed * 60 - 1e-9);
      String last = notes.removeLast();
      notes.add(
          last
              + " "
              + wording
                  .say("걸어서 약 %s 걸립니다.", "It is about %s on foot.")
                  .formatted(wording.duration(Math.max(1, minutes))));
    }
  }
}
