package com.tripgen.ai.planning;

/// How one leg is travelled. A taxi is `CAR` with [Vehicle#TAXI].
public enum TravelMode {
  WALK,
  PUBLIC,
  CAR
}
