package com.tripgen.ai.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.Effort;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.Visit;
import com.tripgen.ai.sources.GivenPlace.VisitFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CandidateDefaultsTest {
  @ParameterizedTest
  @CsvSource({
    "SIGHTSEEING, 90",
    "CULTURE, 90",
    "NATURE, 120",
    "SPORTS, 120",
    "SHOPPING, 60",
    "FOOD, 60",
    "REST, 60"
  })
  void what_the_request_does_not_tell_has_a_default(PlaceCategory category, int minutes) {
    assertThat(CandidateDefaults.complete(category, VisitFacts.UNKNOWN))
        .isEqualTo(new Visit(minutes, Setting.MIXED, Effort.MODERATE, null, null));
  }

  @Test
  void what_the_request_tells_is_kept() {
    assertThat(
            CandidateDefaults.complete(
                PlaceCategory.NATURE,
                new VisitFacts(30, Setting.OUTDOOR, Effort.STRENUOUS, false, 4.5)))
        .isEqualTo(new Visit(30, Setting.OUTDOOR, Effort.STRENUOUS, false, 4.5));
  }
}
