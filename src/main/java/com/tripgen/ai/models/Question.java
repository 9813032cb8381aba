package com.tripgen.ai.models;

import java.nio.charset.StandardCharsets;

/// What a model is asked.
///
/// @param task name and version of the prompt, such as `guide/1`; a changed prompt is another
///   version
/// @param instructions what to do, written by us alone
/// @param data what to do it with; text of travellers is in here and nowhere else
/// @param schema JSON schema of the answer, without limits that providers don't know
/// @param mostOutputTokens a longer answer is cut off
public record Question(
    String task, String instructions, String data, String schema, int mostOutputTokens) {
  /// English JSON has about 0.3 tokens a byte, Korean up to 0.4, by the tokenizers of today.
  private static final double TOKENS_PER_BYTE = 0.5;

  /// About how many tokens the question and its longest answer have.
  long expectedTokens() {
    return tokens(instructions) + tokens(data) + tokens(schema) + mostOutputTokens;
  }

  /// About how many tokens a text has, rather too many.
  static long tokens(String text) {
    return Math.round(TOKENS_PER_BYTE * text.getBytes(StandardCharsets.UTF_8).length);
  }
}
