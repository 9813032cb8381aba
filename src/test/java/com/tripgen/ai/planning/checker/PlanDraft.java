package com.tripgen.ai.planning.checker;

import com.tripgen.ai.planning.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A plan in the making, or being edited.
final class PlanDraft {
  final List<DayDraft> days = new ArrayList<>();

  PlanDraft(DayDraft... days) {
    this.days.addAll(List.of(days));
  }

  PlanDraft(Plan plan) {
    plan.days().forEach(day -> days.add(new DayDraft(day)));
  }

  DayDraft day(int number) {
    return days.get(number - 1);
  }

  PlanDraft edit(int number, Consumer<DayDraft> change) {
    change.accept(day(number));
    return this;
  }

  Plan build() {
    return new Plan(days.stream().map(DayDraft::build).toList());
  }
}
