package com.tripgen.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tripgen.ai.v1.Destination;
import com.tripgen.ai.v1.HealthStatus;
import com.tripgen.ai.v1.Trip;
import com.tripgen.ai.v1.WeatherCondition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TripFileTest {

  @Test
  void the_bundled_trip_is_the_same_in_both_languages() {
    assertThat(withoutTexts(TripFile.bundled(Language.KOREAN)))
        .isEqualTo(withoutTexts(TripFile.bundled(Language.ENGLISH)));
  }

  @Test
  void the_bundled_trip_asks_for_what_is_difficult() {
    Trip trip = TripFile.bundled(Language.ENGLISH);

    assertThat(trip.getDestinationsList()).extracting(Destination::getName).hasSize(2);
    assertThat(trip.getMembersList())
        .anyMatch(member -> member.getHealthStatus() == HealthStatus.HEALTH_STATUS_LIMITED)
        .anyMatch(member -> member.getAge() < 13);
    assertThat(trip.getWeatherList())
        .anyMatch(day -> day.getCondition() == WeatherCondition.WEATHER_CONDITION_RAIN);
  }

  @Test
  void a_trip_of_ones_own_is_read(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("trip.json"), "{\"trip_id\": \"mine\"}");

    assertThat(TripFile.read(file)).isEqualTo(Trip.newBuilder().setTripId("mine").build());
  }

  @Test
  void what_is_no_trip_is_said_so(@TempDir Path folder) throws IOException {
    Path typo = Files.writeString(folder.resolve("typo.json"), "{\"destination\": []}");
    Path binary = folder.resolve("binary.json");
    Files.write(binary, "{\"trip_id\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> TripFile.read(typo))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(typo + " is not the JSON of a trip: ")
        .hasMessageContaining("destination");
    assertThatThrownBy(() -> TripFile.read(binary))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("UTF-8");
    assertThatThrownBy(() -> TripFile.read(folder.resolve("none")))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("there is no file ");
  }

  private static Trip withoutTexts(Trip trip) {
    Trip.Builder bare = trip.toBuilder().clearTripName().clearSpecialRequests().clearLanguageCode();
    bare.getMembersBuilderList().forEach(member -> member.clearName());
    bare.getWeatherBuilderList().forEach(day -> day.clearCity());
    for (Destination.Builder destination : bare.getDestinationsBuilderList()) {
      destination.clearName();
      destination.getHotelBuilder().clearName();
      destination.getArrivalPointBuilder().clearName();
      destination.getDeparturePointBuilder().clearName();
    }
    return bare.build();
  }
}
