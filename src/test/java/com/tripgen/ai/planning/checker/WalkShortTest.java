package com.tripgen.ai.planning.checker;

import static com.tripgen.ai.planning.Constraint.WALK_SHORT;
import static com.tripgen.ai.planning.checker.DayDraft.bus;
import static com.tripgen.ai.planning.checker.DayDraft.ownCar;
import static com.tripgen.ai.planning.checker.DayDraft.taxi;
import static com.tripgen.ai.planning.checker.DayDraft.walk;
import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.Leg;
import com.tripgen.ai.planning.Member;
import com.tripgen.ai.planning.TransportMode;
import com.tripgen.ai.planning.TravelMode;
import com.tripgen.ai.planning.Vehicle;
import com.tripgen.ai.planning.Violation;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// 0.3846 km of great circle are 499.98 m of way, 0.3847 km are 500.11 m.
class WalkShortTest {
  private final ProblemDraft solo = Trips.afternoon();

  private void limited() {
    solo.members.add(new Member(80, HealthStatus.LIMITED, Set.of()));
  }

  private DayDraft visit(double kilometres, Leg there, Leg back) {
    PlaceDraft tower = solo.place(0, "tower", kilometres);
    int least = solo.members.size() == 1 ? 5 : 2;
    return Trips.day().sight(tower, "14:30", there).back("15:30", back).shortfall(least, 1);
  }

  private void assertGood(double kilometres, Leg leg) {
    Trips.assertGood(solo, visit(kilometres, leg, leg));
  }

  private Violation assertBreaks(double kilometres, Leg wrong, Leg right) {
    Trips.assertBreaks(solo, visit(kilometres, right, wrong), WALK_SHORT, null);
    return Trips.assertBreaks(solo, visit(kilometres, wrong, right), WALK_SHORT, "tower");
  }

  @Test
  void up_to_500_metres_are_walked() {
    assertGood(0.3846, walk(0.3846, 7));
    Violation violation = assertBreaks(0.3846, bus(0.3846, 12), walk(0.3846, 7));
    assertThat(violation.explanation())
        .isEqualTo(
            "start point -> The tower is 0.50 km: up to 0.50 km a party of health GOOD goes by"
                + " WALK, not by PUBLIC");
    assertBreaks(0.3846, taxi(0.3846, 10), walk(0.3846, 7));
  }

  @Test
  void over_500_metres_the_party_rides() {
    assertGood(0.3847, bus(0.3847, 12));
    assertBreaks(0.3847, walk(0.3847, 7), bus(0.3847, 12));
    assertBreaks(0.3847, ownCar(0.3847, 10), bus(0.3847, 12));
    assertBreaks(0.3847, taxi(0.3847, 10), bus(0.3847, 12));
  }

  @Test
  void a_party_with_a_car_drives() {
    solo.transport = TransportMode.CAR;
    assertGood(0.3847, ownCar(0.3847, 10));
    assertBreaks(0.3847, bus(0.3847, 12), ownCar(0.3847, 10));
    assertBreaks(0.3847, taxi(0.3847, 10), ownCar(0.3847, 10));
    assertBreaks(0.3847, new Leg(TravelMode.CAR, null, 10, 0.5), ownCar(0.3847, 10));
  }

  @Test
  void a_limited_party_takes_a_taxi() {
    limited();
    assertGood(0.3847, taxi(0.3847, 10));
    assertBreaks(0.3847, walk(0.3847, 11), taxi(0.3847, 10));
    assertBreaks(0.3847, bus(0.3847, 12), taxi(0.3847, 10));
    assertBreaks(0.3847, ownCar(0.3847, 10), taxi(0.3847, 10));
  }

  @Test
  void a_limited_party_with_a_car_takes_its_own() {
    limited();
    solo.transport = TransportMode.CAR;
    assertGood(0.3847, ownCar(0.3847, 10));
    assertBreaks(0.3847, taxi(0.3847, 10), ownCar(0.3847, 10));
  }

  @Test
  void a_limited_party_may_ride_short_ways_too() {
    limited();
    assertGood(0.3846, walk(0.3846, 10));
    assertGood(0.3846, taxi(0.3846, 10));
    assertBreaks(0.3846, bus(0.3846, 12), taxi(0.3846, 10));
  }

  @Test
  void only_a_car_has_a_vehicle() {
    Leg odd = new Leg(TravelMode.WALK, Vehicle.TAXI, 7, 0.5);
    assertBreaks(0.3846, odd, walk(0.3846, 7));
  }
}
