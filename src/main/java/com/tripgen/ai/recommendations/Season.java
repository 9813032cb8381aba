package com.tripgen.ai.recommendations;

import com.tripgen.ai.planning.Coordinates;
import java.time.Month;
import java.util.Optional;

/// The seasons between the tropics and the poles.
public enum Season {
  SPRING,
  SUMMER,
  AUTUMN,
  WINTER;

  private static final double TROPIC_DEGREES = 23.44;

  /// Empty within the tropics, which have other seasons.
  static Optional<Season> at(Coordinates position, Month month) {
    if (Math.abs(position.latitude()) < TROPIC_DEGREES) {
      return Optional.empty();
    }
    return Optional.of(northern(position.latitude() > 0 ? month : month.plus(6)));
  }

  private static Season northern(Month month) {
    return switch (month) {
      case MARCH, APRIL, MAY -> SPRING;
      case JUNE, JULY, AUGUST -> SUMMER;
      case SEPTEMBER, OCTOBER, NOVEMBER -> AUTUMN;
      case DECEMBER, JANUARY, FEBRUARY -> WINTER;
    };
  }
}
