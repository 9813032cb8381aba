package com.tripgen.ai.chaos;

/// Under what conditions something was measured.
enum Conditions {
  /// Nothing is broken.
  CALM,
  /// Hints are lost, and nothing else is broken.
  WITHOUT_HINTS,
  FAULTY
}
