package com.tripgen.ai.planning.checker;

import static com.tripgen.ai.planning.PlanningRules.BASE_SCORE;
import static com.tripgen.ai.planning.PlanningRules.NAMED_FACTOR;
import static com.tripgen.ai.planning.PlanningRules.NOT_STEP_FREE_FACTOR;
import static com.tripgen.ai.planning.PlanningRules.OFF_SEASON_FACTOR;
import static com.tripgen.ai.planning.PlanningRules.SCORE_AT_LOWEST_RATING;
import static com.tripgen.ai.planning.PlanningRules.SCORE_BY_MATCH;
import static com.tripgen.ai.planning.PlanningRules.SCORE_BY_RATING;
import static com.tripgen.ai.planning.PlanningRules.SCORE_WITHOUT_MATCH;
import static com.tripgen.ai.planning.PlanningRules.UNKNOWN_RATING;
import static com.tripgen.ai.planning.PlanningRules.WISH_FACTOR;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.Member;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.Wishes;
import java.time.LocalDate;
import java.time.Month;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/// What a candidate is worth to the party in good weather.
final class DryValue {
  private DryValue() {}

  static double of(PlanningProblem problem, Candidate candidate, LocalDate date) {
    Double known = candidate.visit().rating();
    double rating = known == null ? UNKNOWN_RATING : known;
    return BASE_SCORE
        * (SCORE_WITHOUT_MATCH + SCORE_BY_MATCH * share(problem, candidate))
        * (SCORE_AT_LOWEST_RATING + SCORE_BY_RATING * (rating - 1))
        * season(candidate, date)
        * steps(problem, candidate)
        * wishes(problem.wishes(), candidate);
  }

  /// Share of the members who have a matching preference.
  private static double share(PlanningProblem problem, Candidate candidate) {
    List<Member> members = problem.party().members();
    long matching =
        members.stream()
            .filter(
                member ->
                    member.preferences().stream()
                        .anyMatch(preference -> preference.matches(candidate.category())))
            .count();
    return (double) matching / members.size();
  }

  private static double season(Candidate candidate, LocalDate date) {
    Set<Month> best = candidate.opening().bestMonths();
    return best.isEmpty() || best.contains(date.getMonth()) ? 1 : OFF_SEASON_FACTOR;
  }

  private static double steps(PlanningProblem problem, Candidate candidate) {
    boolean limited = problem.party().weakest() == HealthStatus.LIMITED;
    boolean stepFree = Boolean.TRUE.equals(candidate.visit().stepFree());
    return limited && !stepFree ? NOT_STEP_FREE_FACTOR : 1;
  }

  private static double wishes(Wishes wishes, Candidate candidate) {
    if (wishes.placeIds().contains(candidate.id())) {
      return NAMED_FACTOR;
    }
    boolean wished =
        wishes.categories().contains(candidate.category())
            || wishes.settings().contains(candidate.visit().setting())
            || !Collections.disjoint(wishes.tags(), candidate.details().tags());
    return wished ? WISH_FACTOR : 1;
  }
}
