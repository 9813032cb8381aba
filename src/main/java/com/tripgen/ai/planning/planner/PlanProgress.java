package com.tripgen.ai.planning.planner;

/// How a caller watches and stops planning. Called on the planning thread.
public interface PlanProgress {
  /// For callers who neither watch nor stop.
  PlanProgress NONE =
      new PlanProgress() {
        @Override
        public void reached(PlanPhase phase, int percent) {}

        @Override
        public boolean cancelled() {
          return false;
        }
      };

  /// Called at the end of every phase and, in the long ones, on the way.
  ///
  /// @param percent of the whole planning, never falling
  void reached(PlanPhase phase, int percent);

  /// Asked every few hundred microseconds, so it must be cheap.
  boolean cancelled();
}
