package com.tripgen.ai.planning;

import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/// One entry of a day: a sight, or a meal.
///
/// @param placeId null for a meal that no FOOD candidate fits: the hour is kept free near a point
/// @param name copied from the candidate; for a meal without a place, the name of the point it is
///   near
/// @param category copied from the candidate; null for a meal without a place
/// @param coordinates copied from the candidate; for a meal without a place, those of the point
/// @param minutes length of the stay
/// @param leg the way here from the point before
/// @param hoursKnown false flags a place whose opening hours nobody knows
/// @param verified false flags a place that only a model proposed
public record Stop(
    StopKind kind,
    @Nullable String placeId,
    String name,
    @Nullable PlaceCategory category,
    Coordinates coordinates,
    LocalTime start,
    int minutes,
    Leg leg,
    boolean hoursKnown,
    boolean verified) {}
