package com.tripgen.ai.planning;

/// A place that may enter the plan, frozen for the life of the plan.
///
/// @param stay index of the stay whose days may visit it
public record Candidate(
    String id,
    String name,
    PlaceCategory category,
    Coordinates coordinates,
    int stay,
    Opening opening,
    Visit visit,
    PlaceDetails details,
    Wish wish,
    Origin origin) {

  public boolean isFood() {
    return category == PlaceCategory.FOOD;
  }

  public boolean isMustVisit() {
    return wish == Wish.MUST_VISIT;
  }

  public Candidate withWish(Wish other) {
    return new Candidate(
        id, name, category, coordinates, stay, opening, visit, details, other, origin);
  }
}
