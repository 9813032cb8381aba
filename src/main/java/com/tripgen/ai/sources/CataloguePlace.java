package com.tripgen.ai.sources;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.Effort;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.planning.Opening;
import com.tripgen.ai.planning.Origin;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.PlaceDetails;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.Visit;
import com.tripgen.ai.planning.Wish;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A place as a city's file tells it; what is absent is unknown.
///
/// @param closedDates of every year, `MM-DD`
/// @param source the public reference with which coordinates or hours were compared, like `wikidata
///   Q482481` or the address of a page; without one the facts are general knowledge
record CataloguePlace(
    String id,
    Bilingual name,
    PlaceCategory category,
    double latitude,
    double longitude,
    @Nullable WeeklyHours hours,
    @Nullable Integer lastEntryBeforeClose,
    @Nullable Set<String> closedDates,
    @Nullable Set<Integer> seasonMonths,
    @Nullable Set<Integer> bestMonths,
    int visitMinutes,
    Setting setting,
    Effort effort,
    @Nullable Boolean stepFree,
    @Nullable Double rating,
    @Nullable Bilingual description,
    @Nullable List<Bilingual> accessibility,
    @Nullable List<Bilingual> restPoints,
    @Nullable Bilingual parking,
    @Nullable List<Bilingual> events,
    @Nullable List<Bilingual> photoSpots,
    @Nullable List<String> tags,
    @Nullable String source) {
  CataloguePlace {
    if (source != null && source.isBlank()) {
      throw new IllegalArgumentException("the source of " + id + " must not be blank");
    }
  }

  Coordinates coordinates() {
    return new Coordinates(latitude, longitude);
  }

  Candidate candidate(int stay, Language language, LocalDate firstDate, LocalDate lastDate) {
    return new Candidate(
        id,
        name.in(language),
        category,
        coordinates(),
        stay,
        opening(firstDate, lastDate),
        new Visit(visitMinutes, setting, effort, stepFree, rating),
        details(language),
        Wish.NONE,
        Origin.CATALOGUE);
  }

  private Opening opening(LocalDate firstDate, LocalDate lastDate) {
    Set<MonthDay> yearly =
        closedDates == null
            ? Set.of()
            : closedDates.stream()
                .map(date -> MonthDay.parse("--" + date))
                .collect(Collectors.toSet());
    return new Opening(
        hours == null ? null : hours.week(),
        firstDate
            .datesUntil(lastDate.plusDays(1))
            .filter(date -> yearly.contains(MonthDay.from(date)))
            .collect(Collectors.toSet()),
        months(seasonMonths),
        months(bestMonths),
        lastEntryBeforeClose == null ? 0 : lastEntryBeforeClose);
  }

  private static Set<Month> months(@Nullable Set<Integer> numbers) {
    return numbers == null ? Set.of() : numbers.stream().map(Month::of).collect(Collectors.toSet());
  }

  private PlaceDetails details(Language language) {
    String otherName = name.inTheOther(language);
    return new PlaceDetails(
        otherName.equals(name.in(language)) ? List.of() : List.of(otherName),
        tags == null ? List.of() : tags,
        in(language, description),
        in(language, accessibility),
        in(language, restPoints),
        in(language, parking),
        in(language, events),
        in(language, photoSpots));
  }

  private static @Nullable String in(Language language, @Nullable Bilingual text) {
    return text == null ? null : text.in(language);
  }

  private static List<String> in(Language language, @Nullable List<Bilingual> texts) {
    return texts == null ? List.of() : texts.stream().map(text -> text.in(language)).toList();
  }
}
