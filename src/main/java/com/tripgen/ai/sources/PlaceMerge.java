package com.tripgen.ai.sources;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.planning.Origin;
import com.tripgen.ai.planning.PlanningRules;
import com.tripgen.ai.planning.Wish;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Joins the answers of several sources. Of two records about one place the one added first stays
/// whole; only a wish passes over, when the one that stays has none.
///
/// One place is: one id; or a common name, in any language, within [PlanningRules#SAME_PLACE_KM].
final class PlaceMerge {
  private final Language language;
  private final Map<String, Candidate> byId = new LinkedHashMap<>();
  private final Map<String, Set<String>> idsByName = new HashMap<>();
  private final List<Note> notes = new ArrayList<>();

  PlaceMerge(Language language) {
    this.language = language;
  }

  void add(List<Candidate> candidates) {
    for (Candidate candidate : candidates) {
      known(candidate)
          .ifPresentOrElse(
              kept -> drop(candidate, kept),
              () -> {
                byId.put(candidate.id(), candidate);
                for (String name : names(candidate)) {
                  idsByName.computeIfAbsent(name, n -> new HashSet<>()).add(candidate.id());
                }
              });
    }
  }

  /// In the order in which they were added.
  List<Candidate> candidates() {
    return List.copyOf(byId.values());
  }

  List<Note> notes() {
    return List.copyOf(notes);
  }

  private Optional<Candidate> known(Candidate candidate) {
    Candidate sameId = byId.get(candidate.id());
    if (sameId != null) {
      return Optional.of(sameId);
    }
    return names(candidate).stream()
        .flatMap(name -> idsByName.getOrDefault(name, Set.of()).stream())
        .sorted()
        .flatMap(id -> Optional.ofNullable(byId.get(id)).stream())
        .filter(
            other ->
                GreatCircle.kilometres(other.coordinates(), candidate.coordinates())
                    <= PlanningRules.SAME_PLACE_KM)
        .findFirst();
  }

  private void drop(Candidate dropped, Candidate kept) {
    if (kept.wish() == Wish.NONE && dropped.wish() != Wish.NONE) {
      byId.put(kept.id(), kept.withWish(dropped.wish()));
    }
    if (dropped.origin() == Origin.REQUEST) {
      notes.add(Note.placeGivenTwice(kept.stay(), dropped.name(), kept.name(), language));
    }
  }

  private static Set<String> names(Candidate candidate) {
    Set<String> names = new HashSet<>();
    names.add(NameKey.of(candidate.name()));
    candidate.details().aliases().forEach(alias -> names.add(NameKey.of(alias)));
    return names;
  }
}
