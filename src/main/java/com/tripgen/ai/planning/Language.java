package com.tripgen.ai.planning;

/// The language of texts for travellers.
public enum Language {
  KO,
  EN
}
