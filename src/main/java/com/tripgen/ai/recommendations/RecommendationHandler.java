package com.tripgen.ai.recommendations;

import com.tripgen.ai.jobs.Job;
import com.tripgen.ai.jobs.JobCompletion;
import com.tripgen.ai.jobs.JobHandler;
import com.tripgen.ai.jobs.JobProgress;
import com.tripgen.ai.jobs.JobType;
import com.tripgen.ai.models.Asker;
import com.tripgen.ai.models.ModelStage;
import java.util.ArrayList;
import java.util.List;
import org.apache.ibatis.session.SqlSession;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes a recommendation before it is asked for. The text is stored with the job's completion.
public final class RecommendationHandler implements JobHandler {
  private static final String COLLECTING = "collecting_facts";
  private static final String WRITING = "writing_recommendation";
  private static final String STORING = "storing_recommendation";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Recommendations recommendations;
  private final boolean asksModels;

  /// @param asksModels whether there are models that the writing asks
  public RecommendationHandler(Recommendations recommendations, boolean asksModels) {
    this.recommendations = recommendations;
    this.asksModels = asksModels;
  }

  @Override
  public JobType type() {
    return JobType.RECOMMENDATION_GENERATION;
  }

  @Override
  public List<String> steps() {
    List<String> steps = new ArrayList<>(List.of(COLLECTING, WRITING));
    if (asksModels) {
      steps.addAll(ModelStage.steps());
    }
    steps.add(STORING);
    return steps;
  }

  @Override
  public JobCompletion run(Job job, JobProgress progress) {
    progress.report(0, COLLECTING);
    RecommendationMessages.Asked asked = RecommendationMessages.asked(job);
    PlaceRecord record = recommendations.requireRecord(asked.place(), asked.profile());
    progress.report(20, WRITING);
    Recommendations.Written written =
        recommendations.write(
            record,
            asked.profile(),
            new Asker(job.accountable(), job.requestId()),
            stage -> progress.report(50, stage.step()));
    progress.report(90, STORING);
    return new JobCompletion(
        result(asked.place().id(), written), new Text(asked.place().id(), written));
  }

  private record Text(String placeId, Recommendations.Written written)
      implements JobCompletion.Rows {
    @Override
    public String lockName() {
      return "recommendation of %s for %s".formatted(placeId, written.profileHash());
    }

    @Override
    public void store(SqlSession session, Job job) {
      var _ = Recommendations.store(session, written);
    }
  }

  private static String result(String placeId, Recommendations.Written written) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.put("place_id", placeId);
    result.put("profile_hash", written.profileHash());
    result.put("ai_model", written.written().text().model());
    result.put("generated_at", written.draft().startedAt().toString());
    RecommendationJson.account(written.written().models())
        .ifPresent(account -> result.set("model", account));
    return JSON.writeValueAsString(result);
  }
}
