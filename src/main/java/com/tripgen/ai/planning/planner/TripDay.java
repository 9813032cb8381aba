package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.Setting;

/// A day of a trip.
///
/// @param bad whether the weather speaks against being outdoors
/// @param bare the due meals, all without a place
/// @param possible whether the party can spend the day at all
record TripDay(StayModel stay, boolean bad, DayRoute bare, boolean possible) {

  DayModel model() {
    return bare.day();
  }

  DayFrame frame() {
    return model().frame();
  }

  /// Of a stop that has one.
  Place place(int code) {
    return stay.place(StopCode.node(code));
  }

  /// Whether a stop is an OUTDOOR sight that a bad day asks to replace.
  boolean isExposed(int code) {
    return bad
        && StopCode.isSight(code)
        && place(code).candidate().visit().setting() == Setting.OUTDOOR
        && !place(code).isMustVisit();
  }
}
