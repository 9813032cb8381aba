package com.tripgen.ai.planning.planner;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.Member;
import com.tripgen.ai.planning.Party;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.Preference;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.Wishes;
import java.time.Month;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PlaceScoresTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-9);
  private static final Member FRIEND = new Member(40, HealthStatus.GOOD, Set.of());
  private static final Member CULTURED =
      new Member(40, HealthStatus.GOOD, Set.of(Preference.CULTURE));

  private final PlaceDraft place = new PlaceDraft("museum");

  @Test
  void the_base_grows_with_rating_and_with_the_share_of_members_who_like_it() {
    assertThat(of(Wishes.NONE, FRIEND)).isCloseTo(100 * 0.4 * 0.9, EXACT);
    assertThat(of(Wishes.NONE, FRIEND, CULTURED)).isCloseTo(100 * 0.7 * 0.9, EXACT);
    place.rating = null;
    assertThat(of(Wishes.NONE, CULTURED)).isCloseTo(100 * 0.85, EXACT);
  }

  @Test
  void off_season_and_steps_lower_it() {
    place.bestMonths = Set.of(Month.JULY);
    place.stepFree = null;
    Member limited = new Member(80, HealthStatus.LIMITED, Set.of());

    assertThat(of(Wishes.NONE, limited)).isCloseTo(36 * 0.4 * 0.5, EXACT);
  }

  @Test
  void several_wishes_count_once_and_a_name_counts_instead() {
    Wishes wished = wishes(Set.of());
    Wishes named = wishes(Set.of("museum"));

    assertThat(of(wished, FRIEND)).isCloseTo(36 * 1.5, EXACT);
    assertThat(of(named, FRIEND)).isCloseTo(36 * 3, EXACT);
  }

  @Test
  void only_what_is_outdoors_suffers_from_a_bad_day() {
    PlaceScores scores = new PlaceScores(new Party(List.of(FRIEND)), Wishes.NONE);

    assertThat(scores.on(place.build(), Month.MAY, true)).isCloseTo(36, EXACT);
    place.setting = Setting.OUTDOOR;
    assertThat(scores.on(place.build(), Month.MAY, true)).isCloseTo(36 * 0.3, EXACT);
    assertThat(scores.on(place.build(), Month.MAY, false)).isCloseTo(36, EXACT);
  }

  private double of(Wishes wishes, Member... members) {
    return new PlaceScores(new Party(List.of(members)), wishes).dry(place.build(), Month.MAY);
  }

  private static Wishes wishes(Set<String> names) {
    return new Wishes(
        Set.of(PlaceCategory.CULTURE),
        Set.of(Setting.INDOOR),
        Set.of(),
        names,
        Wishes.Pace.USUAL,
        Wishes.DayShift.USUAL,
        List.of(),
        List.of());
  }
}
