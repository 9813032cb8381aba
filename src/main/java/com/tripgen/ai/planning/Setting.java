package com.tripgen.ai.planning;

/// Where a visit takes place; `MIXED` can be enjoyed in bad weather too.
public enum Setting {
  INDOOR,
  OUTDOOR,
  MIXED
}
