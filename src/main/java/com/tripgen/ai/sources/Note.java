package com.tripgen.ai.sources;

import com.tripgen.ai.planning.Base;
import com.tripgen.ai.planning.Language;
import java.time.LocalDate;
import java.time.LocalTime;

/// Something the traveller should know about the facts behind a plan.
///
/// @param stay index of the stay concerned, or -1 when it concerns the whole trip
/// @param text in the language of the trip
public record Note(Kind kind, int stay, String text) {
  /// What a note is about, for programs.
  public enum Kind {
    CITY_NOT_IN_CATALOGUE,
    CATALOGUE_CHECKED,
    DESTINATION_NOT_IN_TRIP,
    PLACE_GIVEN_TWICE,
    HOTEL_WITHOUT_POSITION,
    BASE_ASSUMED,
    LUGGAGE_BEFORE_CHECK_IN,
    LUGGAGE_AFTER_CHECK_OUT,
    WEATHER_NOT_USED,
    WEATHER_IS_FORECAST,
    WEATHER_IS_CLIMATE,
    WEATHER_UNKNOWN,
    LOCATION_SERVICE_AWAY,
    LOCATION_SERVICE_PARTIAL,
    FORECAST_AWAY,
    PLACES_PROPOSED
  }

  private static final int WHOLE_TRIP = -1;

  static Note cityNotInCatalogue(int stay, String city, Language language) {
    return new Note(
        Kind.CITY_NOT_IN_CATALOGUE,
        stay,
        switch (language) {
          case KO -> "'%s'의 장소는 요청에 담긴 것만 사용했습니다.".formatted(city);
          case EN -> "For '%s' only the places of the request were used.".formatted(city);
        });
  }

  static Note catalogueChecked(int stay, City city, Language language) {
    String name = city.nameIn(language);
    return new Note(
        Kind.CATALOGUE_CHECKED,
        stay,
        switch (language) {
          case KO ->
              "%s 장소 정보는 %s에 점검한 공개 정보입니다. 방문 전에 영업시간을 확인하세요.".formatted(name, city.checkedOn());
          case EN ->
              "Facts about places in %s were last gone through on %s; confirm hours before a visit."
                  .formatted(name, city.checkedOn());
        });
  }

  static Note destinationNotInTrip(String place, String destination, Language language) {
    return new Note(
        Kind.DESTINATION_NOT_IN_TRIP,
        WHOLE_TRIP,
        switch (language) {
          case KO -> "'%s'의 목적지 '%s'이(가) 여행에 없어 가장 가까운 목적지에 넣었습니다.".formatted(place, destination);
          case EN ->
              "'%s' names the destination '%s', which is not in the trip; it was put to the nearest one."
                  .formatted(place, destination);
        });
  }

  static Note placeGivenTwice(int stay, String dropped, String kept, Language language) {
    return new Note(
        Kind.PLACE_GIVEN_TWICE,
        stay,
        switch (language) {
          case KO -> "'%s'은(는) '%s'과(와) 같은 장소여서 한 번만 사용했습니다.".formatted(dropped, kept);
          case EN -> "'%s' is the same place as '%s' and was used once.".formatted(dropped, kept);
        });
  }

  static Note hotelWithoutPosition(int stay, String hotel, Language language) {
    return new Note(
        Kind.HOTEL_WITHOUT_POSITION,
        stay,
        switch (language) {
          case KO -> "숙소 '%s'의 좌표가 없어 출발지로 삼지 못했습니다.".formatted(hotel);
          case EN ->
              "The hotel '%s' came without coordinates, so days cannot start there."
                  .formatted(hotel);
        });
  }

  static Note baseAssumed(int stay, Base base, Language language) {
    return new Note(
        Kind.BASE_ASSUMED,
        stay,
        switch (language) {
          case KO -> "하루의 출발과 도착은 '%s'의 %s 기준입니다.".formatted(base.name(), korean(base.source()));
          case EN ->
              "Days start and end at %s of '%s'.".formatted(english(base.source()), base.name());
        });
  }

  private static String korean(Base.Source source) {
    return switch (source) {
      case HOTEL -> "숙소";
      case DESTINATION -> "요청 좌표";
      case CITY_CENTRE -> "도심";
      case CANDIDATES_MEDIAN -> "후보 장소들의 중간 지점";
    };
  }

  private static String english(Base.Source source) {
    return switch (source) {
      case HOTEL -> "the hotel";
      case DESTINATION -> "the requested position";
      case CITY_CENTRE -> "the centre";
      case CANDIDATES_MEDIAN -> "the middle of the candidate places";
    };
  }

  static Note luggageBeforeCheckIn(int stay, LocalTime checkIn, Language language) {
    return new Note(
        Kind.LUGGAGE_BEFORE_CHECK_IN,
        stay,
        switch (language) {
          case KO -> "체크인은 %s부터입니다. 그 전에는 짐을 맡길 곳을 확인하세요.".formatted(checkIn);
          case EN ->
              "Check-in is from %s; until then the luggage has to be left somewhere."
                  .formatted(checkIn);
        });
  }

  static Note luggageAfterCheckOut(int stay, LocalTime checkOut, Language language) {
    return new Note(
        Kind.LUGGAGE_AFTER_CHECK_OUT,
        stay,
        switch (language) {
          case KO -> "체크아웃은 %s까지입니다. 그 후에는 짐을 맡길 곳을 확인하세요.".formatted(checkOut);
          case EN ->
              "Check-out is by %s; after that the luggage has to be left somewhere."
                  .formatted(checkOut);
        });
  }

  static Note weatherNotUsed(int stay, LocalDate date, String city, Language language) {
    return new Note(
        Kind.WEATHER_NOT_USED,
        stay,
        switch (language) {
          case KO -> "%s '%s' 날씨는 여행에 없는 도시여서 사용하지 않았습니다.".formatted(date, city);
          case EN ->
              "The weather of '%s' on %s was not used: the trip has no such city."
                  .formatted(city, date);
        });
  }

  /// @param provider as its terms want it to be named
  static Note weatherIsForecast(int stay, String city, String provider, Language language) {
    return new Note(
        Kind.WEATHER_IS_FORECAST,
        stay,
        switch (language) {
          case KO -> "'%s' 날씨는 %s의 예보입니다.".formatted(city, provider);
          case EN -> "The weather in '%s' is a forecast by %s.".formatted(city, provider);
        });
  }

  static Note forecastAway(int stay, String city, Language language) {
    return new Note(
        Kind.FORECAST_AWAY,
        stay,
        switch (language) {
          case KO -> "'%s'의 일기 예보를 가져오지 못했습니다.".formatted(city);
          case EN -> "The weather forecast for '%s' could not be fetched.".formatted(city);
        });
  }

  static Note locationServiceAway(int stay, String city, Language language) {
    return new Note(
        Kind.LOCATION_SERVICE_AWAY,
        stay,
        switch (language) {
          case KO -> "'%s'의 장소 정보를 위치 서비스에서 가져오지 못했습니다.".formatted(city);
          case EN ->
              "Places in '%s' could not be fetched from the Location service.".formatted(city);
        });
  }

  static Note locationServicePartial(int stay, String city, Language language) {
    return new Note(
        Kind.LOCATION_SERVICE_PARTIAL,
        stay,
        switch (language) {
          case KO -> "'%s'의 장소 일부만 위치 서비스에서 가져왔습니다.".formatted(city);
          case EN ->
              "Only some places in '%s' could be fetched from the Location service."
                  .formatted(city);
        });
  }

  static Note placesProposed(int stay, String city, Language language) {
    return new Note(
        Kind.PLACES_PROPOSED,
        stay,
        switch (language) {
          case KO -> "'%s'의 장소는 언어 모델이 제안한 것으로 확인되지 않았습니다. 방문 전에 실제로 있는지 확인하세요.".formatted(city);
          case EN ->
              "The places in '%s' were proposed by a language model and nobody checked them; make sure they exist before a visit."
                  .formatted(city);
        });
  }

  static Note weatherIsClimate(int stay, City city, Language language) {
    String name = city.nameIn(language);
    return new Note(
        Kind.WEATHER_IS_CLIMATE,
        stay,
        switch (language) {
          case KO -> "%s 날씨는 예보가 아니라 월별 평년 기후입니다.".formatted(name);
          case EN -> "The weather in %s is the monthly climate, not a forecast.".formatted(name);
        });
  }

  static Note weatherUnknown(int stay, String city, int days, Language language) {
    return new Note(
        Kind.WEATHER_UNKNOWN,
        stay,
        switch (language) {
          case KO -> "'%s'의 %d일은 날씨를 알 수 없습니다.".formatted(city, days);
          case EN ->
              "The weather in '%s' is unknown for %d %s."
                  .formatted(city, days, days == 1 ? "day" : "days");
        });
  }
}
