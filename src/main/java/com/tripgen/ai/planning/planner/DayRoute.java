package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.PlanningRules;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The order of stops of one day with their earliest starts and the latest that keep the rest of
/// the day possible. After a change of the order, [#retime()] must be called before anything is
/// asked.
final class DayRoute {
  private final DayModel day;
  private final int[] code;
  private final int[] at;
  private final boolean[] far;
  private final int[] earliest;
  private final int[] latest;
  private int size;
  private int travel;
  private int sights;
  private int foodSights;
  private int freeMeals;
  private int restRoom;

  /// Stops with a rest right after the stay, a bit each: taken where no sight's stay has room.
  private int pauses;

  /// For what takes a change to find out.
  private @Nullable DayRoute scratch;

  private int version;
  private int versions;

  DayRoute(DayModel day) {
    this.day = day;
    int most = day.pace().mostSights() + Meal.values().length;
    code = new int[most];
    at = new int[most];
    far = new boolean[most];
    earliest = new int[most];
    latest = new int[most];
  }

  DayRoute copy() {
    DayRoute copy = new DayRoute(day);
    copy.become(this);
    return copy;
  }

  void become(DayRoute other) {
    size = other.size;
    System.arraycopy(other.code, 0, code, 0, size);
    System.arraycopy(other.at, 0, at, 0, size);
    System.arraycopy(other.far, 0, far, 0, size);
    System.arraycopy(other.earliest, 0, earliest, 0, size);
    System.arraycopy(other.latest, 0, latest, 0, size);
    travel = other.travel;
    sights = other.sights;
    foodSights = other.foodSights;
    freeMeals = other.freeMeals;
    restRoom = other.restRoom;
    pauses = other.pauses;
    version = ++versions;
  }

  /// The most stops it can hold.
  int capacity() {
    return code.length;
  }

  void insert(int position, int stop) {
    System.arraycopy(code, position, code, position + 1, size - position);
    code[position] = stop;
    size++;
  }

  void remove(int position) {
    size--;
    System.arraycopy(code, position + 1, code, position, size - position);
  }

  void replace(int position, int stop) {
    code[position] = stop;
  }

  /// Takes over the first stops of an order.
  void become(int[] order, int stops) {
    size = stops;
    System.arraycopy(order, 0, code, 0, size);
  }

  /// Computes all times; false when the order breaks a hard rule. Limits on the number of sights
  /// are the caller's.
  boolean retime() {
    version = ++versions;
    pauses = 0;
    count();
    return sweep() && (visitsNothing() || restRoom >= day.pace().mostRests() || makeRoomForRests());
  }

  private void count() {
    sights = 0;
    foodSights = 0;
    freeMeals = 0;
    restRoom = 0;
    for (int i = 0; i < size; i++) {
      if (StopCode.isFreeMeal(code[i])) {
        freeMeals++;
      } else if (StopCode.isSight(code[i])) {
        int node = StopCode.node(code[i]);
        sights++;
        restRoom += day.network().restRoom(node);
        if (day.network().isFood(node)) {
          foodSights++;
        }
      }
    }
  }

  private boolean sweep() {
    Network network = day.network();
    if (size == 0) {
      // Nobody goes anywhere but to the end point, which has to be, be it after the closing.
      travel = network.minutes(day.start(), day.end());
      return true;
    }
    int free = day.opens();
    travel = 0;
    for (int i = 0; i < size; i++) {
      locate(i);
      int leg = legTo(i);
      earliest[i] =
          leg == Network.TOO_FAR ? StartTimes.NEVER : StartTimes.earliest(starts(i), free + leg);
      if (earliest[i] == StartTimes.NEVER) {
        return false;
      }
      travel += leg;
      free = earliest[i] + minutes(i);
    }
    int back = legTo(size);
    travel += back;
    if (back == Network.TOO_FAR || free + back > day.closes()) {
      return false;
    }
    int limit = day.closes();
    for (int i = size - 1; i >= 0; i--) {
      latest[i] = StartTimes.latest(starts(i), limit - legTo(i + 1) - minutes(i));
      limit = latest[i];
    }
    return true;
  }

  private void locate(int i) {
    if (!StopCode.isFreeMeal(code[i])) {
      at[i] = StopCode.node(code[i]);
      far[i] = day.network().isFar(at[i]);
      return;
    }
    at[i] =
        switch (StopCode.near(code[i])) {
          case StopCode.NEAR_END -> day.end();
          case StopCode.NEAR_START -> day.start();
          default -> nodeBefore(i);
        };
    far[i] = day.network().isAnchor(at[i]);
  }

  /// The party can rest after any stay at a place, but a rest there takes time of its own.
  private boolean makeRoomForRests() {
    for (int i = size - 1; i >= 0 && missesRests(); i--) {
      if (!StopCode.isFreeMeal(code[i])) {
        pauses |= 1 << i;
        if (!sweep()) {
          pauses &= ~(1 << i);
          sweep();
        }
      }
    }
    return !missesRests();
  }

  private boolean missesRests() {
    return Timetable.compact(this).restsDue() > rests();
  }

  /// Rests that the day has room for.
  int rests() {
    return restRoom + Integer.bitCount(pauses);
  }

  boolean hasPause(int i) {
    return (pauses & 1 << i) != 0;
  }

  /// A party that visits nothing has no limit on its ways and nowhere to rest.
  boolean visitsNothing() {
    return freeMeals == size;
  }

  /// Whether a stop can be put at a position, before the stop that is there now or in place of it.
  boolean fits(int position, int stop, boolean inPlace) {
    Network network = day.network();
    int node = StopCode.node(stop);
    int room = restRoom + (StopCode.isSight(stop) ? network.restRoom(node) : 0);
    if (pauses != 0 || room < day.pace().mostRests() || visitsNothing()) {
      return fitsExactly(position, stop, inPlace);
    }
    boolean isFar = network.isFar(node);
    int leg = network.leg(nodeBefore(position), farBefore(position), node, isFar);
    if (leg == Network.TOO_FAR) {
      return false;
    }
    int start = StartTimes.earliest(day.starts(stop), freeBefore(position) + leg);
    return start != StartTimes.NEVER
        && canGoOn(start + day.minutes(stop), node, isFar, inPlace ? position + 1 : position);
  }

  /// Whether a stop fits as soon as its own times and ways do.
  boolean isRelaxed() {
    return pauses == 0 && restRoom >= day.pace().mostRests() && !visitsNothing();
  }

  private boolean fitsExactly(int position, int stop, boolean inPlace) {
    if (scratch == null) {
      scratch = new DayRoute(day);
    }
    DayRoute trial = scratch;
    trial.become(this);
    if (inPlace) {
      trial.replace(position, stop);
    } else {
      trial.insert(position, stop);
    }
    return trial.retime();
  }

  private boolean canGoOn(int free, int node, boolean isFar, int next) {
    Network network = day.network();
    int time = free;
    boolean farHere = isFar;
    int i = next;
    while (i < size && StopCode.isNearPrevious(code[i])) {
      // A meal near the stop before moves along with it.
      int start = StartTimes.earliest(day.starts(code[i]), time);
      if (start == StartTimes.NEVER) {
        return false;
      }
      time = start + PlanningRules.MEAL_MINUTES;
      farHere = network.isAnchor(node);
      i++;
    }
    int leg =
        i == size
            ? network.leg(node, farHere, day.end(), true)
            : network.leg(node, farHere, at[i], far[i]);
    return time + leg <= (i == size ? day.closes() : latest[i]);
  }

  /// The first node from a stop on that does not move along with the stop before, or the end point.
  int nodeFrom(int i) {
    int next = i;
    while (next < size && StopCode.isNearPrevious(code[next])) {
      next++;
    }
    return next == size ? day.end() : at[next];
  }

  /// The latest the party can be there. No limit while a rest takes time of its own: another sight
  /// may take the rest in.
  int latestFrom(int i) {
    if (pauses != 0) {
      return Integer.MAX_VALUE;
    }
    int next = i;
    while (next < size && StopCode.isNearPrevious(code[next])) {
      next++;
    }
    return next == size ? day.closes() : latest[next];
  }

  /// Minutes of the leg to a stop, or from the last stop to the end point.
  int legTo(int i) {
    Network network = day.network();
    int to = i == size ? day.end() : at[i];
    return visitsNothing()
        ? network.minutes(nodeBefore(i), to)
        : network.leg(nodeBefore(i), farBefore(i), to, i == size || far[i]);
  }

  int nodeBefore(int i) {
    return i == 0 ? day.start() : at[i - 1];
  }

  private boolean farBefore(int i) {
    return i == 0 || far[i - 1];
  }

  int freeBefore(int i) {
    return i == 0 ? day.opens() : earliest[i - 1] + minutes(i - 1);
  }

  /// Minutes from the start of a stay until the party can leave.
  int minutes(int i) {
    return day.minutes(code[i]) + (hasPause(i) ? PlanningRules.REST_MINUTES : 0);
  }

  /// When a stop can start, so that a rest right after it ends before the place closes.
  int[] starts(int i) {
    return hasPause(i) ? day.startsWithRest(code[i]) : day.starts(code[i]);
  }

  DayModel day() {
    return day;
  }

  int size() {
    return size;
  }

  int code(int i) {
    return code[i];
  }

  int[] codes() {
    return Arrays.copyOf(code, size);
  }

  /// The node where a stop is.
  int at(int i) {
    return at[i];
  }

  int earliest(int i) {
    return earliest[i];
  }

  int latest(int i) {
    return latest[i];
  }

  int travel() {
    return travel;
  }

  int sights() {
    return sights;
  }

  int foodSights() {
    return foodSights;
  }

  int freeMeals() {
    return freeMeals;
  }

  int restRoom() {
    return restRoom;
  }

  /// Differs whenever the stops may differ.
  int version() {
    return version;
  }
}
