package com.tripgen.ai.planning;

/// Who named a candidate. Places proposed by a `MODEL` stay unverified.
public enum Origin {
  REQUEST,
  LOCATION_SERVICE,
  CATALOGUE,
  MODEL
}
