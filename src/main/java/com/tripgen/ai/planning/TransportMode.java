package com.tripgen.ai.planning;

/// How the party moves about: `CAR` is its own (or a rented) car.
public enum TransportMode {
  PUBLIC,
  CAR
}
