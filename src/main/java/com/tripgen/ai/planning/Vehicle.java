package com.tripgen.ai.planning;

/// Whose car a `CAR` leg takes.
public enum Vehicle {
  OWN_CAR,
  TAXI
}
