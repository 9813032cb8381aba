package com.tripgen.ai.planning.planner;

/// A stop of a route in one int: what it is for, and at which node, or near which point.
final class StopCode {
  static final int SIGHT = 0;
  static final int LUNCH = 1;
  static final int DINNER = 2;
  static final int ROLES = 3;

  /// Where a meal without a place stands.
  static final int NEAR_PREVIOUS = 0;

  static final int NEAR_END = 1;
  static final int NEAR_START = 2;

  private static final int FREE_MEAL = 1 << 30;

  private StopCode() {}

  static int at(int role, int node) {
    return node << 2 | role;
  }

  static int freeMeal(int role, int near) {
    return FREE_MEAL | near << 2 | role;
  }

  static int role(int code) {
    return code & 3;
  }

  static boolean isSight(int code) {
    return (code & 3) == SIGHT;
  }

  static boolean isFreeMeal(int code) {
    return (code & FREE_MEAL) != 0;
  }

  static boolean isNearPrevious(int code) {
    return isFreeMeal(code) && near(code) == NEAR_PREVIOUS;
  }

  static int near(int code) {
    return (code & ~FREE_MEAL) >> 2;
  }

  static int node(int code) {
    return code >> 2;
  }

  static int role(Meal meal) {
    return switch (meal) {
      case LUNCH -> LUNCH;
      case DINNER -> DINNER;
    };
  }
}
