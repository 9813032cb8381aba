package com.tripgen.ai.models;

/// The tokens of a call, as its provider counted them.
public record Usage(long inputTokens, long outputTokens) {
  public static final Usage NONE = new Usage(0, 0);

  public long tokens() {
    return inputTokens + outputTokens;
  }

  Usage plus(Usage other) {
    return new Usage(inputTokens + other.inputTokens, outputTokens + other.outputTokens);
  }
}
