package com.tripgen.ai.schedules;

import com.tripgen.ai.models.ModelUse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who made a schedule, as its metadata tells it.
///
/// @param choice what was to make it
record Authorship(GeneratorChoice choice, ModelUse use, Guidance guidance) {

  /// What really made it.
  String madeBy() {
    return use.answeredBy().map(model -> model + "+" + Seeds.PLANNER).orElse(Seeds.PLANNER);
  }

  /// Whether a model had a part in it.
  boolean isByModel() {
    return use.answeredBy().isPresent();
  }

  List<String> warnings(Phrases phrases) {
    return switch (use.path()) {
      case ANSWERED, REPAIRED, CACHED -> List.of();
      case FELL_BACK -> List.of(phrases.modelFellBack());
      case NOT_ASKED -> choice == GeneratorChoice.HYBRID ? List.of(phrases.noModel()) : List.of();
    };
  }

  /// Null when no model was to be asked.
  @Nullable ModelPart stored() {
    return use.path() == ModelUse.Path.NOT_ASKED ? null : ModelPart.of(use, guidance);
  }
}
