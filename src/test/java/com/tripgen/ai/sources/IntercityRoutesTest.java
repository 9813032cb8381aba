package com.tripgen.ai.sources;

import static com.tripgen.ai.sources.TripFixture.place;
import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.IntercityRoute;
import com.tripgen.ai.planning.TransportMode;
import com.tripgen.ai.planning.TravelMode;
import com.tripgen.ai.planning.Wish;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Two degrees of latitude are 222.390 km, four are 444.780 km, seven are 778.365 km.
class IntercityRoutesTest {
  private final ProblemAssembler assembler =
      ProblemAssembler.offline(new Catalogue("/two-cities/"));

  @Test
  void the_way_between_cities_of_the_catalogue_is_the_tables() {
    assertThat(route(TripFixture.to("Hill", 1).then("Isle", 1)))
        .isEqualTo(new IntercityRoute(TravelMode.PUBLIC, 150, 230, "Ferry Hill-Isle"));
  }

  @Test
  void other_ways_by_public_transport_are_estimated() {
    // 60 + 60 x 1.2 x 444.780 / 150 = 273.49
    IntercityRoute route =
        route(
            TripFixture.to("Hill", 1).then("N", 1).with(place("n", "N", 33, 127, "N", Wish.NONE)));
    assertThat(route.mode()).isEqualTo(TravelMode.PUBLIC);
    assertThat(route.minutes()).isEqualTo(274);
    assertThat(route.kilometres()).isBetween(533.73, 533.74);
    assertThat(route.route()).isNull();
  }

  @Test
  void ways_by_car_are_estimated_whatever_the_table_says() {
    // 20 + 60 x 1.3 x 444.780 / 80 = 453.66
    IntercityRoute route =
        route(
            TripFixture.to("Hill", 1)
                .then("N", 1)
                .with(place("n", "N", 33, 127, "N", Wish.NONE))
                .by(TransportMode.CAR));
    assertThat(route.mode()).isEqualTo(TravelMode.CAR);
    assertThat(route.minutes()).isEqualTo(454);
    assertThat(route.kilometres()).isBetween(578.21, 578.22);
  }

  @Test
  void nobody_drives_to_or_from_an_island() {
    // 180 + 60 x 222.390 / 700 = 199.06
    for (TripFixture trip :
        List.of(
            TripFixture.to("Hill", 1).then("Isle", 1), TripFixture.to("Isle", 1).then("Hill", 1))) {
      IntercityRoute route = route(trip.by(TransportMode.CAR));
      assertThat(route.mode()).isEqualTo(TravelMode.PUBLIC);
      assertThat(route.minutes()).isEqualTo(200);
      assertThat(route.kilometres()).isBetween(222.38, 222.40);
    }
  }

  @Test
  void over_700_kilometres_the_party_flies() {
    // 180 + 60 x 778.365 / 700 = 246.72
    TripFixture trip =
        TripFixture.to("Hill", 1).then("N", 1).with(place("n", "N", 30, 127, "N", Wish.NONE));
    assertThat(route(trip).minutes()).isEqualTo(247);
    IntercityRoute byCar = route(trip.by(TransportMode.CAR));
    assertThat(byCar.minutes()).isEqualTo(247);
    assertThat(byCar.mode()).isEqualTo(TravelMode.PUBLIC);
  }

  private IntercityRoute route(TripFixture trip) {
    return switch (assembler.assemble(trip.facts())) {
      case Assembly.Ready ready -> ready.problem().routes().getFirst();
      case Assembly.UnknownCity unknown -> throw new AssertionError(unknown.whatToSend());
      case Assembly.SourceAway away -> throw new AssertionError(away.city());
    };
  }
}
