package com.tripgen.ai.schedules;

/// What the installation guide inserts as a sample.
final class GuideSample {
  static final String SCHEDULE_DATA =
      """
      {
        "trip_id": "trip-001",
        "schedules": [
          {
            "day": 1,
            "date": "2024-12-15",
            "city": "서울",
            "weather": {
              "condition": "Sunny",
              "min_temperature": -2.5,
              "max_temperature": 5.8,
              "icon": "sun"
            },
            "places": [
              {
                "place_id": "LOC-001",
                "place_name": "경복궁",
                "category": "TOURIST",
                "start_time": "09:00",
                "duration": 120,
                "transportation": {
                  "type": "PUBLIC",
                  "duration": 30,
                  "distance": 5.2,
                  "route": "지하철 3호선 경복궁역"
                },
                "health_consideration": {
                  "rest_points": ["매표소 휴게실", "궁궐 내 벤치"],
                  "accessibility": ["엘리베이터", "경사로"],
                  "walking_distance": 2.1
                },
                "order": 1
              }
            ]
          }
        ],
        "metadata": {
          "generated_at": "2024-12-01T10:00:00Z",
          "ai_model": "gpt-4o",
          "generation_time_ms": 15420,
          "total_places": 6,
          "total_days": 4
        }
      }
      """;

  private GuideSample() {}
}
