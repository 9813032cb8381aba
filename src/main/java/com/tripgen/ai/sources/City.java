package com.tripgen.ai.sources;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.Language;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.List;

/// A city of the bundled catalogue without its places, as its file tells it.
///
/// @param country ISO 3166-1 alpha-2
/// @param island whether no road or railway leads there
/// @param radiusKm how far from the centre its places lie at most
/// @param checkedOn the day on which every entry was last gone through for coordinates, hours and
///   closing days
/// @param climate January to December
@JsonIgnoreProperties("places")
public record City(
    String id,
    Bilingual name,
    List<String> aliases,
    String country,
    ZoneId timeZone,
    double latitude,
    double longitude,
    boolean island,
    double radiusKm,
    LocalDate checkedOn,
    List<MonthClimate> climate) {
  public City {
    aliases = List.copyOf(aliases);
    climate = List.copyOf(climate);
    Catalogue.requireCheckDate(checkedOn, id + ".json");
    if (climate.size() != 12) {
      throw new IllegalArgumentException("the climate of " + id + " must have twelve months");
    }
  }

  /// Ten-year means of one month.
  ///
  /// @param precipitationDays with at least 1 mm
  public record MonthClimate(
      int month,
      double minTemperature,
      double maxTemperature,
      double precipitationDays,
      double precipitationMm) {}

  public Coordinates centre() {
    return new Coordinates(latitude, longitude);
  }

  public String nameIn(Language language) {
    return name.in(language);
  }

  MonthClimate climateOf(Month month) {
    return climate.get(month.getValue() - 1);
  }
}
