package com.tripgen.ai.recommendations;

/// In whose company somebody travels.
public enum Company {
  SOLO,
  COUPLE,
  FAMILY,
  FRIENDS,
  GROUP
}
