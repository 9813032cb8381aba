package com.tripgen.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.v1.DayEndpoint;
import com.tripgen.ai.v1.IntercityLeg;
import com.tripgen.ai.v1.Rest;
import com.tripgen.ai.v1.ReturnLeg;
import com.tripgen.ai.v1.Schedule;
import com.tripgen.ai.v1.ScheduleDay;
import com.tripgen.ai.v1.ScheduleMetadata;
import com.tripgen.ai.v1.SchedulePlace;
import com.tripgen.ai.v1.Shortfall;
import com.tripgen.ai.v1.StopKind;
import com.tripgen.ai.v1.Transportation;
import com.tripgen.ai.v1.TransportationType;
import com.tripgen.ai.v1.Vehicle;
import com.tripgen.ai.v1.Weather;
import com.tripgen.ai.v1.WeatherCondition;
import com.tripgen.ai.v1.WeatherSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItineraryTableTest {
  private static final SchedulePlace PALACE =
      SchedulePlace.newBuilder()
          .setPlaceId("seoul-gyeongbokgung")
          .setPlaceName("경복궁")
          .setKind(StopKind.STOP_KIND_SIGHT)
          .setStartTime("10:10")
          .setDuration(120)
          .setTransportation(
              Transportation.newBuilder()
                  .setType(TransportationType.TRANSPORTATION_TYPE_CAR)
                  .setVehicle(Vehicle.VEHICLE_TAXI)
                  .setDuration(12)
                  .setDistance(3.42))
          .setReason("조선 왕조의 정궁으로, 문화를 좋아하시는 분이 계십니다.")
          .addNotes("밖에 있는 곳입니다.")
          .build();

  private static final SchedulePlace LUNCH =
      SchedulePlace.newBuilder()
          .setPlaceId("seoul-tosokchon")
          .setPlaceName("토속촌삼계탕")
          .setKind(StopKind.STOP_KIND_MEAL)
          .setStartTime("12:30")
          .setDuration(60)
          .setTransportation(
              Transportation.newBuilder()
                  .setType(TransportationType.TRANSPORTATION_TYPE_WALK)
                  .setDuration(7)
                  .setDistance(0.3))
          .build();

  private static final SchedulePlace DINNER_SOMEWHERE =
      SchedulePlace.newBuilder()
          .setPlaceName("저녁 식사")
          .setKind(StopKind.STOP_KIND_MEAL)
          .setStartTime("18:00")
          .setDuration(60)
          .setNear("경복궁")
          .build();

  private static final ScheduleDay IN_SEOUL =
      ScheduleDay.newBuilder()
          .setDay(1)
          .setDate("2027-10-25")
          .setCity("서울")
          .setWeather(
              Weather.newBuilder()
                  .setCondition(WeatherCondition.WEATHER_CONDITION_RAIN)
                  .setMinTemperature(-3.4)
                  .setMaxTemperature(6.5)
                  .setPrecipitationProbability(90)
                  .setSource(WeatherSource.WEATHER_SOURCE_REQUEST)
                  .addWarnings("비가 옵니다."))
          .setStartPlace(DayEndpoint.newBuilder().setName("서울역"))
          .addPlaces(PALACE)
          .addPlaces(LUNCH)
          .addPlaces(DINNER_SOMEWHERE)
          .addRests(
              Rest.newBuilder()
                  .setStartTime("11:00")
                  .setDuration(20)
                  .setPlaceId("seoul-gyeongbokgung")
                  .setVerified(true))
          .addRests(Rest.newBuilder().setStartTime("13:30").setDuration(15))
          .setReturnLeg(
              ReturnLeg.newBuilder()
                  .setStartTime("19:00")
                  .setDuration(11)
                  .setDistance(2.1)
                  .setType(TransportationType.TRANSPORTATION_TYPE_CAR)
                  .setVehicle(Vehicle.VEHICLE_TAXI)
                  .setTo("롯데호텔 서울"))
          .addNotes("체크인은 15:00부터입니다.")
          .setShortfall(Shortfall.newBuilder().setTarget(2).setActual(1).setReason("시간이 없습니다."))
          .build();

  private static final ScheduleDay TO_BUSAN =
      ScheduleDay.newBuilder()
          .setDay(2)
          .setDate("2027-10-26")
          .setCity("부산")
          .setWeather(
              Weather.newBuilder()
                  .setMinTemperature(14)
                  .setMaxTemperature(23)
                  .setSource(WeatherSource.WEATHER_SOURCE_CLIMATE))
          .setIntercity(
              IntercityLeg.newBuilder()
                  .setFrom("서울")
                  .setTo("부산")
                  .setType(TransportationType.TRANSPORTATION_TYPE_PUBLIC)
                  .setStartTime("09:00")
                  .setDuration(215)
                  .setDistance(417)
                  .setRoute("KTX 서울-부산"))
          .build();

  private static final Schedule SCHEDULE =
      Schedule.newBuilder()
          .addDays(IN_SEOUL)
          .addDays(TO_BUSAN)
          .setMetadata(
              ScheduleMetadata.newBuilder()
                  .setAiModel("builtin-planner/1")
                  .setGenerationTimeMs(180)
                  .setTotalDays(2)
                  .setTotalPlaces(3)
                  .addUnderstoodRequests("박물관")
                  .addIgnoredRequests("별")
                  .addWarnings("모델이 답하지 않았습니다."))
          .build();

  private static List<String> print(Language language, int width) {
    return ItineraryTable.of(SCHEDULE, language).lines(Screen.plain(width).terminal());
  }

  @Test
  void days_read_from_top_to_bottom_as_they_pass() {
    assertThat(print(Language.KOREAN, 120))
        .containsExactly(
            "1일차 · 2027년 10월 25일 (월) · 서울 · ☂ 비, -3~7°C, 강수 확률 90%",
            "                서울역 출발",
            "10:10  120분    경복궁                택시 12분,      조선 왕조의 정궁으로, 문화를 좋아하시는 분이 계십니다.",
            "                                      3.4 km",
            "                                                      ! 밖에 있는 곳입니다.",
            "11:00  20분     경복궁에서 휴식",
            "12:30  60분     점심: 토속촌삼계탕    도보 7분,",
            "                                      0.3 km",
            "13:30  15분     휴식                                  쉴 곳 미확인",
            "18:00  60분     경복궁 근처에서 저녁",
            "19:00  11분     → 롯데호텔 서울       택시, 2.1 km",
            "                ! 비가 옵니다.",
            "                ! 체크인은 15:00부터입니다.",
            "                ! 관광지 1/2: 시간이 없습니다.",
            "",
            "2일차 · 2027년 10월 26일 (화) · 부산 · 14~23°C, 10월 평년값",
            "09:00  3시간    서울 → 부산           대중교통,       KTX 서울-부산",
            "       35분                           417 km",
            "",
            "2일, 3곳 · builtin-planner/1 · 180 ms",
            "반영한 요청: 박물관",
            "반영하지 못한 요청: 별",
            "! 모델이 답하지 않았습니다.");
  }

  @Test
  void the_way_to_another_city_and_the_way_back_are_rows_of_their_own() {
    String text = String.join("\n", print(Language.ENGLISH, 120));

    assertThat(text)
        .containsPattern("09:00 +3h35 +서울 → 부산 +transit, +KTX 서울-부산\n +417 km")
        .containsPattern("19:00 +11 min +→ 롯데호텔 서울 +taxi, 2.1 km");
  }

  @Test
  void a_meal_without_a_place_says_near_what_to_look_for_one() {
    assertThat(String.join("\n", print(Language.ENGLISH, 120))).contains("Dinner near 경복궁");
    assertThat(String.join("\n", print(Language.KOREAN, 120))).contains("경복궁 근처에서 저녁");
  }

  @Test
  void a_rest_where_no_seat_is_known_says_so() {
    assertThat(print(Language.ENGLISH, 120))
        .anyMatch(line -> line.matches("13:30 +15 min +Rest +no place to sit.*"));
  }

  @Test
  void a_climate_is_never_called_a_forecast() {
    assertThat(print(Language.ENGLISH, 120))
        .contains("Day 2 · Tue 26 Oct 2027 · 부산 · 14 to 23 °C, usual for October");
  }

  @ParameterizedTest
  @ValueSource(ints = {70, 80, 100, 160})
  void it_keeps_to_the_width_of_the_terminal(int width) {
    for (Language language : Language.values()) {
      assertThat(print(language, width))
          .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(width));
    }
  }

  @Test
  void an_empty_schedule_is_no_problem() {
    assertThat(
            ItineraryTable.of(Schedule.getDefaultInstance(), Language.ENGLISH)
                .lines(Screen.plain(100).terminal()))
        .isEmpty();
  }
}
