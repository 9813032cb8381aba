package com.tripgen.ai.planning;

/// Who said what the weather will be. `CLIMATE` is a monthly mean and never makes a bad day.
public enum WeatherOrigin {
  REQUEST,
  FORECAST,
  CLIMATE
}
