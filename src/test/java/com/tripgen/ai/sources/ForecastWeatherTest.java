package com.tripgen.ai.sources;

import static com.tripgen.ai.sources.TripFixture.FIRST_DATE;
import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.DayWeather;
import com.tripgen.ai.planning.WeatherCondition;
import com.tripgen.ai.planning.WeatherOrigin;
import com.tripgen.ai.support.FakeHttp;
import com.tripgen.ai.support.FakeHttp.Answer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ForecastWeatherTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final String KEY = "0123456789abcdef";
  private static final Clock CLOCK =
      Clock.fixed(FIRST_DATE.atTime(9, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);

  private final Catalogue catalogue = new Catalogue("/two-cities/");
  private FakeHttp http;

  @BeforeEach
  void open() throws IOException {
    http = new FakeHttp(request -> openMeteo("61"));
  }

  @AfterEach
  void close() {
    http.close();
  }

  /// Three days from the first date on.
  private static Answer openMeteo(String code) {
    return Answer.json(
        """
        {"daily": {"time": ["%s", "%s", "%s"], "weather_code": [%s, 0, null],
          "temperature_2m_max": [17.5, 21.0, null], "temperature_2m_min": [9.5, 11.0, null],
          "precipitation_probability_max": [85, null, null]}}
        """
            .formatted(FIRST_DATE, FIRST_DATE.plusDays(1), FIRST_DATE.plusDays(2), code));
  }

  private ForecastWeather openMeteo(Duration timeout) {
    return new ForecastWeather(new OpenMeteo(http.uri(""), timeout, SourceListener.NONE), CLOCK);
  }

  private FoundWeather find(WeatherSource source, LocalDate... dates) {
    Itinerary trip = new Itinerary(TripFixture.to("Hill", 5).facts(), catalogue);
    return source.find(trip, 0, new TreeSet<>(Arrays.asList(dates)));
  }

  @Test
  void the_days_that_are_forecast_are_told_with_their_source() {
    FoundWeather found =
        find(openMeteo(TIMEOUT), FIRST_DATE, FIRST_DATE.plusDays(1), FIRST_DATE.plusDays(2));

    assertThat(found.days())
        .containsExactly(
            new DayWeather(
                FIRST_DATE, 0, WeatherCondition.RAIN, 9.5, 17.5, 85, null, WeatherOrigin.FORECAST),
            new DayWeather(
                FIRST_DATE.plusDays(1),
                0,
                WeatherCondition.CLEAR,
                11.0,
                21.0,
                null,
                null,
                WeatherOrigin.FORECAST));
    assertThat(found.notes())
        .singleElement()
        .satisfies(
            note -> {
              assertThat(note.kind()).isEqualTo(Note.Kind.WEATHER_IS_FORECAST);
              assertThat(note.text()).contains("Hill", "Open-Meteo.com");
            });
    assertThat(http.requests().getFirst().path()).isEqualTo("/v1/forecast");
    assertThat(http.requests().getFirst().uri().getQuery())
        .contains("latitude=37.", "longitude=127.", "timezone=auto");
  }

  @ParameterizedTest
  @CsvSource({
    "0, CLEAR",
    "3, CLOUDY",
    "48, FOG",
    "55, RAIN",
    "82, RAIN",
    "75, SNOW",
    "86, SNOW",
    "95, STORM"
  })
  void codes_of_the_sky(String code, WeatherCondition condition) {
    http.answer(request -> openMeteo(code));

    assertThat(find(openMeteo(TIMEOUT), FIRST_DATE).days())
        .extracting(DayWeather::condition)
        .containsExactly(condition);
  }

  @Test
  void nobody_is_asked_about_days_that_are_too_far_away_or_over() {
    FoundWeather found = find(openMeteo(TIMEOUT), FIRST_DATE.plusDays(40), FIRST_DATE.minusDays(3));

    assertThat(found.days()).isEmpty();
    assertThat(found.notes()).isEmpty();
    assertThat(http.requests()).isEmpty();
  }

  @Test
  void a_forecast_serves_all_trips_of_the_hour() {
    ForecastWeather weather = openMeteo(TIMEOUT);

    assertThat(find(weather, FIRST_DATE)).isEqualTo(find(weather, FIRST_DATE));

    assertThat(http.requests()).hasSize(1);
  }

  @Test
  void without_a_forecast_the_traveller_is_told_and_the_climate_has_to_do() {
    http.answer(request -> new Answer(500, ""));
    var assembler =
        ProblemAssembler.of(
            catalogue,
            new SourceSettings(
                Optional.empty(),
                Optional.of(new SourceSettings.OpenMeteoApi(http.uri(""), TIMEOUT))),
            CLOCK,
            SourceListener.NONE);

    assertThat(assembler.assemble(TripFixture.to("Hill", 1).facts()))
        .isInstanceOfSatisfying(
            Assembly.Ready.class,
            ready -> {
              assertThat(ready.problem().weather())
                  .hasSize(2)
                  .allMatch(day -> day.origin() == WeatherOrigin.CLIMATE);
              assertThat(ready.notes())
                  .extracting(Note::kind)
                  .contains(Note.Kind.FORECAST_AWAY, Note.Kind.WEATHER_IS_CLIMATE);
            });
  }

  @Test
  void a_service_that_hangs_is_given_up() {
    http.answer(request -> http.hang());

    FoundWeather found = find(openMeteo(Duration.ofMillis(300)), FIRST_DATE);

    assertThat(found.days()).isEmpty();
    assertThat(found.notes()).extracting(Note::kind).containsExactly(Note.Kind.FORECAST_AWAY);
  }

  // OpenWeatherMap

  /// Steps of three hours from a local hour of the first date on, in Seoul.
  private static Answer openWeatherMap(int fromHour, int steps, int rainyStep) {
    long begin = FIRST_DATE.atTime(fromHour, 0).toEpochSecond(ZoneOffset.ofHours(9));
    return Answer.json(
        IntStream.range(0, steps)
            .mapToObj(
                i ->
                    """
                    {"dt": %d, "main": {"temp_min": %d, "temp_max": %d},
                     "weather": [{"id": %d}], "pop": %s}
                    """
                        .formatted(
                            begin + i * 3L * 3600,
                            10 - i,
                            15 + i,
                            i == rainyStep ? 501 : 800,
                            i == rainyStep ? "0.72" : "0"))
            .collect(
                Collectors.joining(",", "{\"list\": [", "], \"city\": {\"timezone\": 32400}}")));
  }

  private WeatherSource openWeatherMap() {
    return new SourceSettings.OpenWeatherMapApi(http.uri(""), KEY, TIMEOUT)
        .weather(CLOCK, SourceListener.NONE);
  }

  @Test
  void steps_of_three_hours_make_a_day_of_the_place() {
    http.answer(request -> openWeatherMap(0, 10, 3));

    FoundWeather found = find(openWeatherMap(), FIRST_DATE, FIRST_DATE.plusDays(1));

    assertThat(found.days())
        .as("two steps are too few for the second day")
        .containsExactly(
            new DayWeather(
                FIRST_DATE, 0, WeatherCondition.RAIN, 3., 22., 72, null, WeatherOrigin.FORECAST));
    assertThat(http.requests().getFirst().uri().getQuery())
        .contains("units=metric", "appid=" + KEY);
  }

  @Test
  void a_wrong_key_degrades_and_is_nowhere_to_be_read() {
    http.answer(request -> new Answer(401, "{\"cod\": 401}"));

    FoundWeather found = find(openWeatherMap(), FIRST_DATE);

    assertThat(found.notes()).extracting(Note::kind).containsExactly(Note.Kind.FORECAST_AWAY);
    assertThat(found.notes().toString()).doesNotContain(KEY);
    assertThat(new SourceSettings.OpenWeatherMapApi(http.uri(""), KEY, TIMEOUT).toString())
        .doesNotContain(KEY);
  }
}
