package com.tripgen.ai.sources;

import com.tripgen.ai.planning.Language;

/// A text in both languages of the product.
public record Bilingual(String ko, String en) {
  public String in(Language language) {
    return switch (language) {
      case KO -> ko;
      case EN -> en;
    };
  }

  String inTheOther(Language language) {
    return switch (language) {
      case KO -> en;
      case EN -> ko;
    };
  }
}
