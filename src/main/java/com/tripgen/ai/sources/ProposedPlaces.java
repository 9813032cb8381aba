package com.tripgen.ai.sources;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.Opening;
import com.tripgen.ai.planning.Origin;
import com.tripgen.ai.planning.PlaceDetails;
import com.tripgen.ai.planning.PlanningRules;
import com.tripgen.ai.planning.Visit;
import com.tripgen.ai.planning.Wish;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Places that nobody has checked, where there are no others: near each other and near the
/// destination, each once, under ids of ours. The plan marks them as unverified.
final class ProposedPlaces implements PlaceSource {
  private final PlaceProposer proposer;

  ProposedPlaces(PlaceProposer proposer) {
    this.proposer = proposer;
  }

  @Override
  public boolean isLastResort() {
    return true;
  }

  @Override
  public FoundPlaces find(Itinerary trip, int stay) {
    String city = trip.stay(stay).city();
    var inquiry =
        new PlaceProposer.Inquiry(city, trip.centre(stay), trip.language(), trip.facts().party());
    List<ProposedPlace> proposed = proposer.propose(inquiry);
    List<Coordinates> positions = proposed.stream().map(ProposedPlace::coordinates).toList();
    return trip.centre(stay)
        .or(() -> Median.of(positions))
        .map(centre -> candidates(proposed, centre, stay))
        .filter(candidates -> !candidates.isEmpty())
        .map(
            candidates ->
                new FoundPlaces(
                    candidates, List.of(Note.placesProposed(stay, city, trip.language()))))
        .orElseGet(() -> new FoundPlaces(List.of(), List.of(), true));
  }

  private static List<Candidate> candidates(
      List<ProposedPlace> proposed, Coordinates centre, int stay) {
    Set<String> names = new HashSet<>();
    List<Candidate> candidates = new ArrayList<>();
    for (ProposedPlace place : proposed) {
      boolean near =
          GreatCircle.kilometres(place.coordinates(), centre) <= PlanningRules.MODEL_PLACE_MAX_KM;
      if (near && names.add(NameKey.of(place.name()))) {
        candidates.add(
            new Candidate(
                "model-%d-%d".formatted(stay + 1, candidates.size() + 1),
                place.name(),
                place.category(),
                place.coordinates(),
                stay,
                Opening.UNKNOWN,
                new Visit(place.visitMinutes(), place.setting(), place.effort(), null, null),
                PlaceDetails.UNKNOWN,
                Wish.NONE,
                Origin.MODEL));
      }
    }
    return candidates;
  }
}
