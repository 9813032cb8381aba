package com.tripgen.ai.sources;

import com.tripgen.ai.planning.Origin;
import com.tripgen.ai.planning.PlanningProblem;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What putting a trip together came to.
public sealed interface Assembly {
  /// The trip can be planned.
  ///
  /// @param notes what the traveller should know about the facts
  /// @param placeOrigins how many candidates come from where, in the order of [Origin]
  record Ready(
      PlanningProblem problem,
      List<Note> notes,
      Map<Origin, Integer> placeOrigins,
      String catalogueVersion)
      implements Assembly {
    public Ready {
      notes = List.copyOf(notes);
      placeOrigins =
          placeOrigins.isEmpty()
              ? Map.of()
              : Collections.unmodifiableMap(new EnumMap<>(placeOrigins));
    }
  }

  /// The one source that may know the city of a stay could not be asked.
  record SourceAway(String city) implements Assembly {}

  /// No source knows the city of a stay, and the request brings no places for it.
  ///
  /// @param cities the cities that need no places of the request, in English
  record UnknownCity(int stay, String name, List<String> cities) implements Assembly {
    public UnknownCity {
      cities = List.copyOf(cities);
    }

    /// What the caller should send instead, for people.
    public String whatToSend() {
      return "no source of places knows '"
          + name
          + "': send its coordinates and candidate_places whose destination is '"
          + name
          + "', or choose one of "
          + String.join(", ", cities);
    }
  }
}
