package com.tripgen.ai.planning.checker;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.OpenInterval;
import com.tripgen.ai.planning.OpeningHours;
import com.tripgen.ai.planning.Plan;
import com.tripgen.ai.planning.TravelMode;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetimingTest {
  /// The oracle knows no earliest time: it follows every minute at which a stop could begin.
  @Test
  void an_order_works_exactly_when_some_choice_of_times_does() {
    Random random = new Random(20260504);
    int working = 0;
    int orders = 2000;
    for (int i = 0; i < orders; i++) {
      ProblemDraft problem = Trips.afternoon().hours("09:00", "16:00");
      List<Candidate> places = new ArrayList<>();
      for (int p = 0; p < 4; p++) {
        places.add(place(problem, "p" + p, random));
      }
      Trip trip = Trip.of(problem.build(), new Plan(List.of()));
      DayFrame frame = trip.calendar().days().getFirst();
      List<Retiming.Entry> order =
          List.of(
              new Retiming.Entry(places.get(0), null),
              new Retiming.Entry(places.get(1), Mealtime.LUNCH),
              new Retiming.Entry(places.get(2), null),
              new Retiming.Entry(places.get(3), null));

      boolean works = Retiming.of(trip, frame).works(List.of(), order);

      assertThat(works).as("order %d", i).isEqualTo(someTimesWork(trip.travel(), frame, order));
      working += works ? 1 : 0;
    }
    assertThat(working).isBetween(orders / 10, orders * 9 / 10);
  }

  private static Candidate place(ProblemDraft problem, String id, Random random) {
    PlaceDraft place =
        problem.place(0, id, random.nextInt(-80, 81) / 10.0).minutes(random.nextInt(2, 7) * 10);
    int open = random.nextInt(8 * 60, 12 * 60);
    int pause = open + random.nextInt(60, 240);
    int reopen = pause + random.nextInt(1, 90);
    int close = reopen + random.nextInt(60, 240);
    place.open(time(open), time(pause)).open(time(reopen), time(close));
    place.lastEntry = random.nextInt(0, 90);
    return place.build();
  }

  private static String time(int minute) {
    return LocalTime.ofSecondOfDay(minute * 60L).toString();
  }

  private static boolean someTimesWork(Travel travel, DayFrame frame, List<Retiming.Entry> order) {
    BitSet free = new BitSet();
    free.set(frame.open(), frame.close() + 1);
    Coordinates at = frame.start();
    for (Retiming.Entry entry : order) {
      Candidate place = entry.place();
      if (place == null) {
        throw new IllegalArgumentException("every entry has a place here");
      }
      BitSet next = new BitSet();
      int leg = minutes(travel, at, place.coordinates());
      for (int start = frame.open(); start <= frame.close(); start++) {
        boolean reached = free.nextSetBit(0) >= 0 && free.nextSetBit(0) + leg <= start;
        if (reached && open(place, frame, start, entry) && inTime(entry, start)) {
          next.set(start + entry.minutes());
        }
      }
      free = next;
      at = place.coordinates();
    }
    int back = minutes(travel, at, frame.end());
    return free.stream().anyMatch(end -> end + back <= frame.close());
  }

  private static int minutes(Travel travel, Coordinates from, Coordinates to) {
    double kilometres = Travel.way(from, to);
    TravelMode mode = travel.mode(kilometres);
    return travel.minutes(mode, kilometres);
  }

  private static boolean inTime(Retiming.Entry entry, int start) {
    return entry.isSight() || (start >= 11 * 60 && start + 60 <= 14 * 60 + 30);
  }

  private static boolean open(Candidate place, DayFrame frame, int start, Retiming.Entry entry) {
    OpeningHours hours = place.opening().hours();
    if (hours == null) {
      return true;
    }
    for (OpenInterval interval : hours.on(frame.date().getDayOfWeek())) {
      if (start >= interval.open()
          && start + entry.minutes() <= interval.close()
          && start + place.opening().lastEntryBeforeClose() <= interval.close()) {
        return true;
      }
    }
    return false;
  }
}
