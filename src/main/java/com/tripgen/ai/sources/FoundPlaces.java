package com.tripgen.ai.sources;

import com.tripgen.ai.planning.Candidate;
import java.util.List;

/// What a [PlaceSource] answers; every candidate names its origin.
///
/// @param notes what was missing, or what the traveller should know about the source
/// @param away the source could not be asked, and may know more another time
public record FoundPlaces(List<Candidate> candidates, List<Note> notes, boolean away) {
  static final FoundPlaces NONE = new FoundPlaces(List.of(), List.of());

  public FoundPlaces {
    candidates = List.copyOf(candidates);
    notes = List.copyOf(notes);
  }

  FoundPlaces(List<Candidate> candidates, List<Note> notes) {
    this(candidates, notes, false);
  }

  static FoundPlaces away(Note note) {
    return new FoundPlaces(List.of(), List.of(note), true);
  }
}
