package com.tripgen.ai.cli;

import com.tripgen.ai.cli.Terminal.Style;
import com.tripgen.ai.cli.TextTable.Cell;
import com.tripgen.ai.cli.TextTable.Column;
import com.tripgen.ai.v1.IntercityLeg;
import com.tripgen.ai.v1.Rest;
import com.tripgen.ai.v1.ReturnLeg;
import com.tripgen.ai.v1.Schedule;
import com.tripgen.ai.v1.ScheduleDay;
import com.tripgen.ai.v1.ScheduleMetadata;
import com.tripgen.ai.v1.SchedulePlace;
import com.tripgen.ai.v1.Shortfall;
import com.tripgen.ai.v1.StopKind;
import com.tripgen.ai.v1.Transportation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A schedule as travellers read it: the days, and in each what comes when, how to get there and
/// why.
final class ItineraryTable {
  private static final int PLACE = 2;
  private static final int WHY = 4;
  private static final String DINNER_FROM = "15:00";

  private final Language language;
  private final Wording wording;
  private final TextTable table =
      new TextTable(
          Column.natural(),
          new Column(6, 7),
          new Column(12, 26),
          new Column(10, 14),
          new Column(16, Integer.MAX_VALUE));

  private ItineraryTable(Language language) {
    this.language = language;
    this.wording = new Wording(language);
  }

  static TextTable of(Schedule schedule, Language language) {
    ItineraryTable itinerary = new ItineraryTable(language);
    schedule.getDaysList().forEach(itinerary::addDay);
    if (schedule.hasMetadata()) {
      itinerary.addMetadata(schedule.getMetadata());
    }
    return itinerary.table;
  }

  /// What happens at one time of the day.
  private record Event(String time, Runnable row) {}

  private void addDay(ScheduleDay day) {
    addHeading(day);
    addStart(day);
    List<Event> events = new ArrayList<>();
    if (day.hasIntercity()) {
      IntercityLeg leg = day.getIntercity();
      events.add(new Event(leg.getStartTime(), () -> addIntercity(leg)));
    }
    for (SchedulePlace place : day.getPlacesList()) {
      events.add(new Event(place.getStartTime(), () -> addPlace(place)));
    }
    for (Rest rest : day.getRestsList()) {
      events.add(new Event(rest.getStartTime(), () -> addRest(rest, day)));
    }
    events.sort(Comparator.comparing(Event::time));
    events.forEach(event -> event.row().run());
    if (day.hasReturnLeg()) {
      addReturn(day.getReturnLeg());
    }
    addNotes(day);
    table.span(0, Cell.plain(""));
  }

  private void addHeading(ScheduleDay day) {
    LocalDate date = LocalDate.parse(day.getDate());
    String weather = wording.weather(day.getWeather(), date);
    String heading =
        language.say(day.getDay() + "일차", "Day " + day.getDay())
            + " · "
            + wording.date(date)
            + " · "
            + day.getCity();
    table.span(0, new Cell(heading + (weather.isEmpty() ? "" : " · " + weather), Style.BOLD));
  }

  private void addStart(ScheduleDay day) {
    String start = day.getStartPlace().getName();
    if (!start.isEmpty() && !day.hasIntercity()) {
      table.row(Style.DIM, "", "", language.say(start + " 출발", "From " + start), "", "");
    }
  }

  private void addPlace(SchedulePlace place) {
    boolean meal = place.getKind() == StopKind.STOP_KIND_MEAL;
    Transportation way = place.getTransportation();
    table.row(
        new Cell(place.getStartTime(), Style.CYAN),
        Cell.plain(wording.minutes(place.getDuration())),
        new Cell(name(place, meal), meal ? Style.GREEN : Style.BOLD),
        Cell.plain(
            wording.way(way.getType(), way.getVehicle(), way.getDuration(), way.getDistance())),
        Cell.plain(place.getReason()));
    place.getNotesList().forEach(this::warn);
  }

  private String name(SchedulePlace place, boolean meal) {
    if (!meal) {
      return place.getPlaceName();
    }
    String which =
        place.getStartTime().compareTo(DINNER_FROM) < 0
            ? language.say("점심", "Lunch")
            : language.say("저녁", "Dinner");
    if (!place.getPlaceId().isEmpty()) {
      return which + ": " + place.getPlaceName();
    }
    return place.getNear().isEmpty()
        ? which
        : language.say(place.getNear() + " 근처에서 " + which, which + " near " + place.getNear());
  }

  private void addRest(Rest rest, ScheduleDay day) {
    String where =
        day.getPlacesList().stream()
            .filter(place -> !rest.getPlaceId().isEmpty())
            .filter(place -> place.getPlaceId().equals(rest.getPlaceId()))
            .map(SchedulePlace::getPlaceName)
            .findFirst()
            .orElse("");
    String what = where.isEmpty() ? "" : language.say(where + "에서 ", " at " + where);
    table.row(
        Style.DIM,
        rest.getStartTime(),
        wording.minutes(rest.getDuration()),
        language.say(what + "휴식", "Rest" + what),
        "",
        rest.getVerified() ? "" : language.say("쉴 곳 미확인", "no place to sit down is known there"));
  }

  private void addIntercity(IntercityLeg leg) {
    table.row(
        new Cell(leg.getStartTime(), Style.CYAN),
        Cell.plain(wording.minutes(leg.getDuration())),
        new Cell(leg.getFrom() + " → " + leg.getTo(), Style.YELLOW),
        Cell.plain(wording.way(leg.getType(), leg.getVehicle(), 0, leg.getDistance())),
        Cell.plain(leg.getRoute()));
  }

  private void addReturn(ReturnLeg leg) {
    if (leg.getDuration() == 0) {
      return;
    }
    table.row(
        Style.DIM,
        leg.getStartTime(),
        wording.minutes(leg.getDuration()),
        "→ " + leg.getTo(),
        wording.way(leg.getType(), leg.getVehicle(), 0, leg.getDistance()),
        "");
  }

  private void addNotes(ScheduleDay day) {
    Stream.concat(day.getWeather().getWarningsList().stream(), day.getNotesList().stream())
        .forEach(note -> table.span(PLACE, new Cell("! " + note, Style.YELLOW)));
    if (day.hasShortfall()) {
      Shortfall shortfall = day.getShortfall();
      String figures = shortfall.getActual() + "/" + shortfall.getTarget();
      table.span(
          PLACE,
          new Cell(
              language.say("! 관광지 " + figures + ": ", "! " + figures + " sights: ")
                  + shortfall.getReason(),
              Style.YELLOW));
    }
  }

  private void addMetadata(ScheduleMetadata metadata) {
    int days = metadata.getTotalDays();
    int stops = metadata.getTotalPlaces();
    table.span(
        0,
        new Cell(
            language.say(days + "일, " + stops + "곳", days + " days, " + stops + " stops")
                + " · "
                + metadata.getAiModel()
                + " · "
                + metadata.getGenerationTimeMs()
                + " ms",
            Style.DIM));
    addList(language.say("반영한 요청: ", "understood: "), metadata.getUnderstoodRequestsList());
    addList(language.say("반영하지 못한 요청: ", "not understood: "), metadata.getIgnoredRequestsList());
    metadata
        .getWarningsList()
        .forEach(warning -> table.span(0, new Cell("! " + warning, Style.YELLOW)));
  }

  private void addList(String title, List<String> texts) {
    if (!texts.isEmpty()) {
      table.span(0, new Cell(title + String.join(", ", texts), Style.DIM));
    }
  }

  private void warn(String note) {
    table.span(WHY, new Cell("! " + note, Style.YELLOW));
  }
}
