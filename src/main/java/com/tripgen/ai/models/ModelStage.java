package com.tripgen.ai.models;

import java.util.Arrays;
import java.util.List;

/// How far asking is.
public enum ModelStage {
  ASKING("asking_model"),
  READING_ANSWER("reading_model_answer"),
  /// The answer broke a rule and was sent back.
  REPAIRING_ANSWER("repairing_model_answer");

  private final String step;

  ModelStage(String step) {
    this.step = step;
  }

  /// As the steps of jobs are named.
  public String step() {
    return step;
  }

  /// The steps of a job that asks models, in their order.
  public static List<String> steps() {
    return Arrays.stream(values()).map(ModelStage::step).toList();
  }

  /// Is told of the stages of a question.
  @FunctionalInterface
  public interface Listener {
    Listener NONE = stage -> {};

    void reached(ModelStage stage);
  }
}
