package com.tripgen.ai.planning;

/// The sky over a day.
public enum WeatherCondition {
  CLEAR,
  CLOUDY,
  FOG,
  RAIN,
  SNOW,
  STORM
}
