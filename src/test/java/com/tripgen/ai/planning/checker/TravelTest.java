package com.tripgen.ai.planning.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.tripgen.ai.planning.Coordinates;
import org.junit.jupiter.api.Test;

class TravelTest {
  @Test
  void great_circles_are_those_of_the_globe() {
    Coordinates seoul = new Coordinates(37.5665, 126.9780);
    Coordinates busan = new Coordinates(35.1796, 129.0756);
    Coordinates paris = new Coordinates(48.8566, 2.3522);
    assertThat(Travel.greatCircle(seoul, busan)).isCloseTo(325.1, within(0.3));
    assertThat(Travel.greatCircle(busan, seoul)).isEqualTo(Travel.greatCircle(seoul, busan));
    assertThat(Travel.greatCircle(paris, seoul)).isCloseTo(8975, within(15.0));
  }

  @Test
  void a_degree_of_longitude_shrinks_towards_the_pole() {
    double atEquator = Travel.greatCircle(new Coordinates(0, 10), new Coordinates(0, 11));
    double atSixty = Travel.greatCircle(new Coordinates(60, 10), new Coordinates(60, 11));
    assertThat(atEquator).isCloseTo(111.195, within(0.001));
    assertThat(atSixty).isCloseTo(atEquator / 2, within(0.01));
  }

  @Test
  void the_date_line_is_no_border() {
    Coordinates east = new Coordinates(0, 179.5);
    Coordinates west = new Coordinates(0, -179.5);
    assertThat(Travel.greatCircle(east, west)).isCloseTo(111.195, within(0.001));
  }

  @Test
  void opposite_points_are_half_the_globe_apart() {
    assertThat(Travel.greatCircle(new Coordinates(40, -100), new Coordinates(-40, 80)))
        .isCloseTo(Math.PI * 6371.0088, within(0.01));
  }
}
