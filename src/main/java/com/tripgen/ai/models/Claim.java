package com.tripgen.ai.models;

import java.util.regex.Pattern;

/// What a text can say of a place that leads travellers astray when nobody knows it, by the words
/// that say it in Korean and English. Rather too many words than too few: a harmless sentence that
/// is left out costs less than an invented bus.
enum Claim {
  SUBWAY(
      "\\b(?:subways?|metro|underground)\\b"
          + "|\\blines? (?:\\d|one|two|three|four|five|six|seven|eight|nine)",
      "지하철|전철|호선"),
  TRAIN("\\b(?:trains?|railways?|tram(?:way)?s?)\\b", "열차|기차|철도|트램"),
  BUS("\\b(?:bus(?:es)?|shuttles?)\\b", "버스|셔틀"),
  FERRY("\\bferr(?:y|ies)\\b", "나루터|선착장|여객선"),
  STATION(
      "\\b(?:stations?|stops? (?:nearby|in front|at the))\\b|\\bbus stops?\\b",
      "정류장|정거장|\\p{IsHangul}(?<![지구영전유해권광성수번])역(?:에|까지|부터|과|이|은|의|을|으로|\\P{L}|$)"),
  PARKING("\\bparking\\b|\\bparks? your\\b|\\bcar parks?\\b|\\bvalet\\b", "주차"),
  FREE(
      "(?<![-\\w]|\\bfeel )free\\b(?! (?:time|hour|afternoon|morning|day))|\\bno"
          + " (?:charge|cost)\\b",
      "무료|공짜"),
  DISCOUNT("\\b(?:discount(?:s|ed)?|coupons?)\\b", "할인|쿠폰"),
  PRICE(
      "\\b(?:pric(?:e|es|ed|ey)|fees?|admissions?|tickets?|costs?|charges?|cheap(?:er|ly)?|inexpensive"
          + "|affordabl[ey])\\b",
      "유료|요금|입장료|이용료|관람료|가격|비용|저렴|입장권|관람권|티켓|매표"),
  FESTIVAL("\\b(?:festivals?|fireworks?)\\b", "축제|페스티벌|불꽃"),
  PERFORMANCE(
      "\\b(?:concerts?|performances?|live music|special exhibitions?)\\b", "공연|콘서트|음악회|특별전|기획전"),
  CEREMONY("\\b(?:ceremon(?:y|ies)|parades?)\\b", "교대식|퍼레이드"),
  EVENT("\\bevents?\\b", "행사|이벤트"),
  BOOKING(
      "\\b(?:pre-?)?book(?:ing|ings)\\b|\\b(?:pre-?)?book"
          + " (?:a|an|ahead|early|in|online|on|your|tickets?|tables?)\\b|\\breserv(?:ations?\\b|e"
          + " (?:a|an|ahead|early|in|online|your|tickets?|tables?)\\b|ed seats?\\b)",
      "예약|예매|사전 ?등록"),
  HOURS(
      "\\bopening (?:hours?|times?)\\b|\\bopens\\b|\\bopen"
          + " (?:daily|late|early|until|till|at|from|all|every|on|around|year|\\d)|\\bclos(?:es|ed"
          + " on|ed for|ed every|ing time)\\b|\\blast entry\\b|\\baround the"
          + " clock\\b|\\bmidnight\\b",
      "영업|(?:운영|관람|이용) ?시간|개장|폐장|개관|폐관|휴관|휴무|연중무휴|24시간|심야|야간|문을 ?(?:열|닫|엽)|(?:여는|닫는) ?시각"),
  ACCESS(
      "\\b(?:wheelchairs?|step[- ]free|barrier[- ]free|elevators?|by"
          + " lift|ramps?|strollers?|prams?|accessible|no"
          + " (?:steps|stairs))\\b|\"step_free\":(?:true|\"yes\")",
      "휠체어|유모차|엘리베이터|승강기|경사로|무장애|계단이 ?없|턱이 ?없");

  private final Pattern words;

  Claim(String english, String korean) {
    this.words = Pattern.compile("(?i)" + english + "|" + korean);
  }

  boolean isIn(String text) {
    return words.matcher(text).find();
  }
}
