package com.tripgen.ai.planning;

/// A WGS 84 position in degrees.
public record Coordinates(double latitude, double longitude) {
  public Coordinates {
    if (!(latitude >= -90 && latitude <= 90)) {
      throw new IllegalArgumentException("latitude must be within -90..90, is " + latitude);
    }
    if (!(longitude >= -180 && longitude <= 180)) {
      throw new IllegalArgumentException("longitude must be within -180..180, is " + longitude);
    }
  }
}
