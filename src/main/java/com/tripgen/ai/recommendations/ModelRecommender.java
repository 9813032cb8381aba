package com.tripgen.ai.recommendations;

import com.tripgen.ai.models.Asker;
import com.tripgen.ai.models.BudgetExceededException;
import com.tripgen.ai.models.ModelOutcome;
import com.tripgen.ai.models.ModelSession;
import com.tripgen.ai.models.ModelStage;
import com.tripgen.ai.models.Models;
import com.tripgen.ai.recommendations.RecommendationText.Tips;
import com.tripgen.ai.recommendations.TextQuestion.Sentences;
import java.util.List;
import java.util.stream.Stream;

/// Has a model say in its own words what the record supports, before what the embedded recommender
/// says. Without a valid answer the embedded text stands alone.
public final class ModelRecommender implements RecommendationWriter {
  private final Models models;
  private final BuiltinRecommender builtin = new BuiltinRecommender();

  public ModelRecommender(Models models) {
    this.models = models;
  }

  @Override
  public WrittenText write(
      PlaceRecord record, TravellerProfile profile, Asker asker, ModelStage.Listener stages) {
    RecommendationText known = builtin.write(record, profile);
    TextQuestion question = new TextQuestion(record, profile, known);
    ModelSession session = models.session(asker);
    try {
      RecommendationText text =
          switch (session.ask(question.question(), question, stages)) {
            case ModelOutcome.Answered<Sentences>(Sentences said, String model) ->
                both(said, known, model);
            case ModelOutcome.Unanswered<Sentences>() -> known;
          };
      return new WrittenText(text, session.use());
    } catch (BudgetExceededException e) {
      throw RecommendationErrors.overBudget(e);
    } catch (InterruptedException e) {
      // The flag stays down, so that the draft can still be given up.
      throw RecommendationErrors.shuttingDown();
    }
  }

  private static RecommendationText both(Sentences said, RecommendationText known, String model) {
    Tips tips = known.tips();
    return new RecommendationText(
        known.placeName(),
        joined(said.reasons(), known.reasons()),
        new Tips(
            said.description(),
            tips.events(),
            tips.bestVisitTime(),
            tips.estimatedDuration(),
            tips.photoSpots(),
            joined(said.practicalTips(), tips.practicalTips()),
            tips.weatherTips(),
            tips.alternatives()),
        known.season(),
        known.company(),
        known.activityLevel(),
        model + "+" + known.model());
  }

  private static List<String> joined(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
