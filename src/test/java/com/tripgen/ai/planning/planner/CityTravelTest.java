package com.tripgen.ai.planning.planner;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.Leg;
import com.tripgen.ai.planning.TransportMode;
import com.tripgen.ai.planning.TravelMode;
import com.tripgen.ai.planning.Vehicle;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CityTravelTest {
  private static final Coordinates HERE = TripDraft.HOTEL;

  @Test
  void a_short_way_is_walked_and_slower_by_those_who_take_care() {
    assertThat(leg(HealthStatus.GOOD, TransportMode.PUBLIC, 0.3))
        .matches(leg -> leg.mode() == TravelMode.WALK && leg.minutes() == 6);
    assertThat(leg(HealthStatus.CAUTION, TransportMode.PUBLIC, 0.3))
        .matches(leg -> leg.mode() == TravelMode.WALK && leg.minutes() == 8);
  }

  @Test
  void public_transport_is_slow_near_and_faster_far() {
    // 1.3 x 2 km = 2.6 km: 10 + 7.8; 1.3 x 20 km = 26 km: 10 + 30 + 27.4.
    assertThat(leg(HealthStatus.GOOD, TransportMode.PUBLIC, 2))
        .matches(leg -> leg.mode() == TravelMode.PUBLIC && leg.minutes() == 18)
        .matches(leg -> leg.vehicle() == null);
    assertThat(leg(HealthStatus.GOOD, TransportMode.PUBLIC, 20).minutes()).isEqualTo(68);
  }

  @Test
  void a_car_takes_its_own_minutes() {
    // 8 + 24 + 19.2
    assertThat(leg(HealthStatus.GOOD, TransportMode.CAR, 20))
        .matches(leg -> leg.mode() == TravelMode.CAR && leg.minutes() == 52)
        .matches(leg -> leg.vehicle() == Vehicle.OWN_CAR);
  }

  @Test
  void a_limited_party_takes_a_taxi_unless_it_has_a_car() {
    assertThat(leg(HealthStatus.LIMITED, TransportMode.PUBLIC, 2).vehicle())
        .isEqualTo(Vehicle.TAXI);
    assertThat(leg(HealthStatus.LIMITED, TransportMode.CAR, 2).vehicle())
        .isEqualTo(Vehicle.OWN_CAR);
    assertThat(leg(HealthStatus.LIMITED, TransportMode.PUBLIC, 0.3).mode())
        .isEqualTo(TravelMode.WALK);
  }

  @Test
  void kilometres_are_those_of_the_detour() {
    assertThat(leg(HealthStatus.GOOD, TransportMode.PUBLIC, 2).kilometres())
        .isCloseTo(2.6, Offset.offset(0.001));
  }

  @Test
  void the_same_point_needs_no_leg() {
    Leg leg = new CityTravel(HealthStatus.GOOD, TransportMode.CAR).leg(HERE, HERE);

    assertThat(leg).isEqualTo(new Leg(TravelMode.WALK, null, 0, 0));
  }

  private static Leg leg(HealthStatus health, TransportMode transport, double kilometres) {
    Coordinates there = new PlaceDraft("there").east(kilometres).coordinates;
    return new CityTravel(health, transport).leg(HERE, there);
  }
}
