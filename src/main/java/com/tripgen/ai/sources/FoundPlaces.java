package com.tripgen.ai.sources;

import com.tripgen.ai.planning.Candidate;
import java.util.List;

/// What a [PlaceSource] answers; every candidate names its origin.
///
/// @param notes what was missing, or what the traveller should know about the source
public record FoundPlaces(List<Candidate> candidates, List<Note> notes) {
  public FoundPlaces {
    candidates = List.copyOf(candidates);
    notes = List.copyOf(notes);
  }
}
