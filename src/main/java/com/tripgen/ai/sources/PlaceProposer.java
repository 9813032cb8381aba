package com.tripgen.ai.sources;

import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.planning.Party;
import com.tripgen.ai.planning.PlanningRules;
import java.util.List;
import java.util.Optional;

/// Somebody who proposes places of a city of which no source knows any.
@FunctionalInterface
public interface PlaceProposer {
  /// Empty when it has nothing to say now.
  List<ProposedPlace> propose(Inquiry inquiry);

  /// What is asked for.
  ///
  /// @param centre as far as the request tells it
  record Inquiry(String city, Optional<Coordinates> centre, Language language, Party party) {
    /// Whether a place can be in the city.
    public boolean isPlausible(Coordinates place) {
      return centre
          .filter(it -> GreatCircle.kilometres(it, place) > PlanningRules.MODEL_PLACE_MAX_KM)
          .isEmpty();
    }
  }
}
