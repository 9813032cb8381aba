package com.tripgen.ai.planning.checker;

import com.tripgen.ai.planning.Constraint;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.planning.Violation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where the rule of one constraint puts what it finds.
record Findings(Constraint constraint, Language language, List<Violation> violations) {
  void trip(@Nullable String placeId, Sentence sentence, @Nullable Object... figures) {
    add(0, placeId, sentence, figures);
  }

  void day(DayRoute day, Sentence sentence, @Nullable Object... figures) {
    add(day.number(), null, sentence, figures);
  }

  void stop(DayRoute day, TimedStop stop, Sentence sentence, @Nullable Object... figures) {
    add(day.number(), stop.placeId(), sentence, figures);
  }

  void rest(DayRoute day, TimedRest rest, Sentence sentence, @Nullable Object... more) {
    add(
        day.number(),
        rest.rest().placeId(),
        sentence,
        Stream.concat(Stream.of(rest.span(), rest.placeName()), Arrays.stream(more)).toArray());
  }

  void hop(DayRoute day, Hop hop, Sentence sentence, @Nullable Object... more) {
    add(
        day.number(),
        hop.placeId(),
        sentence,
        Stream.concat(Stream.of(hop.from(), hop.to()), Arrays.stream(more)).toArray());
  }

  void add(int day, @Nullable String placeId, Sentence sentence, @Nullable Object... figures) {
    violations.add(new Violation(constraint, day, placeId, sentence.in(language, figures)));
  }
}
