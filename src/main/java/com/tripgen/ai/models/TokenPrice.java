package com.tripgen.ai.models;

import java.math.BigDecimal;

/// What a model costs, in the currency of its provider's bill.
///
/// @param input per million tokens of a question
/// @param output per million tokens of an answer
public record TokenPrice(BigDecimal input, BigDecimal output) {
  private static final int MILLION = 6;

  public BigDecimal of(Usage usage) {
    return input
        .multiply(BigDecimal.valueOf(usage.inputTokens()))
        .add(output.multiply(BigDecimal.valueOf(usage.outputTokens())))
        .movePointLeft(MILLION);
  }
}
