package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.Language;
import java.time.LocalDate;

/// The sentences a plan carries for the traveller.
record Wording(Language language) {

  String shortfall() {
    return say("이 날에는 더 들를 수 있는 장소가 없습니다.", "No other place fits into this day.");
  }

  String tooHard(String place) {
    return say(
        place + "은(는) 체력 부담이 커서 건강 상태에 주의가 필요한 일행에게 맞지 않습니다.",
        place + " is too strenuous for a party whose health needs care.");
  }

  String tooFarOff(String place) {
    return say(
        place + "은(는) 여행지에서 너무 멀고 확인되지 않은 장소입니다.",
        place + " is an unverified place too far from its destination.");
  }

  String noStay(String place) {
    return say(
        place + "은(는) 이 여행의 어느 여행지에도 속하지 않습니다.",
        place + " belongs to no destination of this trip.");
  }

  String closed(String place) {
    return say(place + "은(는) 머무는 동안 문을 열지 않습니다.", place + " is closed on every day of the stay.");
  }

  String tooLongAWay(String place) {
    return say(place + "까지 가는 길이 너무 멉니다.", "The way to " + place + " is too long.");
  }

  String noRoomAlone(String place) {
    return say(
        place + "을(를) 방문할 시간이 어느 날에도 나지 않습니다.", "No day has the time to visit " + place + ".");
  }

  String noRoomTogether(String place) {
    return say(
        "다른 필수 방문지와 함께 " + place + "을(를) 방문할 시간이 없습니다.",
        "There is no time for " + place + " together with the other must-visits.");
  }

  String twice(String place) {
    return say(place + "이(가) 필수 방문지에 두 번 들어 있습니다.", place + " is among the must-visits twice.");
  }

  String impossibleDay(LocalDate date) {
    return say(
        date + "에는 식사와 이동을 마칠 시간이 없습니다.",
        "On " + date + " there is no time for the meals and ways of the day.");
  }

  String arrivesTooLate(String city) {
    return say(
        "다음 날 일정이 시작된 뒤에야 " + city + "에 도착합니다.",
        "The way to " + city + " ends only after the next day has begun.");
  }

  private String say(String korean, String english) {
    return switch (language) {
      case KO -> korean;
      case EN -> english;
    };
  }
}
