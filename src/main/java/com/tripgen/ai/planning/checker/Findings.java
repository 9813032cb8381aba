package com.tripgen.ai.planning.checker;

import com.tripgen.ai.planning.Constraint;
import com.tripgen.ai.planning.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the rule of one constraint puts what it finds.
record Findings(Constraint constraint, List<Violation> violations) {
  void trip(@Nullable String placeId, String explanation) {
    add(0, placeId, explanation);
  }

  void day(DayRoute day, String explanation) {
    add(day.number(), null, explanation);
  }

  void stop(DayRoute day, TimedStop stop, String explanation) {
    add(day.number(), stop.placeId(), explanation);
  }

  void add(int day, @Nullable String placeId, String explanation) {
    violations.add(new Violation(constraint, day, placeId, explanation));
  }
}
