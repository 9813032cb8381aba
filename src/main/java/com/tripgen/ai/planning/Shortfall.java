package com.tripgen.ai.planning;

/// Why a day has fewer sights than the party's health asks for: no unused candidate fits.
///
/// @param target the least number of sights of the party's pace
public record Shortfall(int target, int actual, String reason) {}
