package com.tripgen.ai.planning;

import org.jspecify.annotations.Nullable;

/// Where a party arrives or leaves.
///
/// @param coordinates null when only the name is known: the base of the stay stands in for it
public record TransitPoint(String name, @Nullable Coordinates coordinates, Kind kind) {
  /// A flight asks for more time before departure.
  public enum Kind {
    STATION,
    AIRPORT,
    BUS_TERMINAL,
    PORT
  }
}
