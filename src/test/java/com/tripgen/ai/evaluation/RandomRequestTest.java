package com.tripgen.ai.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.TransportMode;
import com.tripgen.ai.planning.WeatherCondition;
import com.tripgen.ai.planning.Wish;
import com.tripgen.ai.sources.Assembly;
import com.tripgen.ai.sources.Catalogue;
import com.tripgen.ai.sources.GivenPlace;
import com.tripgen.ai.sources.GivenWeather;
import com.tripgen.ai.sources.ProblemAssembler;
import com.tripgen.ai.sources.TripFacts;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomRequestTest {
  private final Catalogue catalogue = Catalogue.bundled();
  private final List<TripFacts> requests = requests(1);

  private List<TripFacts> requests(long seed) {
    return IntStream.rangeClosed(1, 500)
        .mapToObj(number -> RandomRequest.of(catalogue, seed, number))
        .toList();
  }

  @Test
  void the_seed_decides() {
    assertThat(requests(1)).isEqualTo(requests);
    assertThat(requests(2)).isNotEqualTo(requests);
  }

  @Test
  void every_length_group_health_and_transport_is_drawn() {
    assertThat(requests)
        .extracting(trip -> ChronoUnit.DAYS.between(trip.firstDate(), trip.lastDate()) + 1)
        .containsOnly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    assertThat(requests)
        .extracting(trip -> trip.party().members().size())
        .containsOnly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    assertThat(requests)
        .extracting(trip -> trip.party().weakest())
        .containsOnly(HealthStatus.values());
    assertThat(requests).extracting(TripFacts::transport).containsOnly(TransportMode.values());
    assertThat(requests).extracting(trip -> trip.stays().size()).containsOnly(1, 2, 3);
  }

  @Test
  void wishes_and_weather_of_all_kinds_are_drawn() {
    assertThat(requests)
        .flatExtracting(TripFacts::places)
        .extracting(GivenPlace::wish)
        .containsOnly(Wish.values());
    assertThat(requests)
        .flatExtracting(TripFacts::weather)
        .extracting(GivenWeather::condition)
        .contains(
            WeatherCondition.CLEAR,
            WeatherCondition.RAIN,
            WeatherCondition.SNOW,
            WeatherCondition.FOG);
    assertThat(requests).anyMatch(trip -> trip.weather().isEmpty());
    assertThat(requests).anyMatch(trip -> trip.specialRequests().isEmpty());
    assertThat(requests).anyMatch(trip -> !trip.specialRequests().isEmpty());
  }

  @Test
  void every_request_can_be_assembled_and_some_have_few_candidates() {
    ProblemAssembler assembler = ProblemAssembler.offline(catalogue);
    List<Assembly> assemblies = requests.stream().map(assembler::assemble).toList();

    assertThat(assemblies).allMatch(Assembly.Ready.class::isInstance);
    assertThat(assemblies)
        .anyMatch(assembly -> ((Assembly.Ready) assembly).problem().candidates().size() < 9);
  }
}
