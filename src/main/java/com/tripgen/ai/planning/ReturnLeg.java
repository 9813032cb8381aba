package com.tripgen.ai.planning;

import java.time.LocalTime;

/// The way from the last stop to where the day ends.
public record ReturnLeg(String to, LocalTime start, Leg leg) {}
