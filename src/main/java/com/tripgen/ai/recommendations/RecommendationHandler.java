package com.tripgen.ai.recommendations;

import com.tripgen.ai.jobs.Job;
import com.tripgen.ai.jobs.JobCompletion;
import com.tripgen.ai.jobs.JobHandler;
import com.tripgen.ai.jobs.JobProgress;
import com.tripgen.ai.jobs.JobType;
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
  private static final List<String> STEPS = List.of(COLLECTING, WRITING, STORING);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Recommendations recommendations;

  public RecommendationHandler(Recommendations recommendations) {
    this.recommendations = recommendations;
  }

  @Override
  public JobType type() {
    return JobType.RECOMMENDATION_GENERATION;
  }

  @Override
  public List<String> steps() {
    return STEPS;
  }

  @Override
  public JobCompletion run(Job job, JobProgress progress) {
    progress.report(0, COLLECTING);
    RecommendationMessages.Asked asked = RecommendationMessages.asked(job);
    PlaceRecord record = recommendations.requireRecord(asked.place(), asked.profile());
    progress.report(20, WRITING);
    Recommendations.Written written = recommendations.write(record, asked.profile());
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
    result.put("ai_model", written.text().model());
    result.put("generated_at", written.draft().startedAt().toString());
    return JSON.writeValueAsString(result);
  }
}
