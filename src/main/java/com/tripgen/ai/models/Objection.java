package com.tripgen.ai.models;

/// Why an answer is sent back.
///
/// @param answer what was answered
/// @param rule that the answer breaks, in words of ours
record Objection(String answer, String rule) {
  private static final int MOST_CHARACTERS = 8_000;

  Objection {
    answer = answer.length() > MOST_CHARACTERS ? answer.substring(0, MOST_CHARACTERS) : answer;
  }

  String text() {
    return "Your answer breaks this rule: "
        + rule
        + ". Answer the same question again, in full, as JSON of the schema.";
  }
}
