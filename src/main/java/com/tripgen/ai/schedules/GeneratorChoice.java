package com.tripgen.ai.schedules;

/// What is to make a schedule.
enum GeneratorChoice {
  SERVER_DEFAULT,
  PLANNER,
  HYBRID
}
