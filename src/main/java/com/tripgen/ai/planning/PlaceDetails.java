package com.tripgen.ai.planning;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a place beyond what planning needs, in the language of the trip. Unknown is
/// empty or null, never invented.
///
/// @param aliases names in other languages, by which a wish may call the place
/// @param tags free English key words such as `museum` or `children`
public record PlaceDetails(
    List<String> aliases,
    List<String> tags,
    @Nullable String description,
    List<String> accessibility,
    List<String> restPoints,
    @Nullable String parking,
    List<String> events,
    List<String> photoSpots) {
  public static final PlaceDetails UNKNOWN =
      new PlaceDetails(
          List.of(), List.of(), null, List.of(), List.of(), null, List.of(), List.of());

  public PlaceDetails {
    aliases = List.copyOf(aliases);
    tags = List.copyOf(tags);
    accessibility = List.copyOf(accessibility);
    restPoints = List.copyOf(restPoints);
    events = List.copyOf(events);
    photoSpots = List.copyOf(photoSpots);
  }
}
