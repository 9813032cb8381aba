package com.tripgen.ai.schedules;

import com.tripgen.ai.jobs.Job;
import com.tripgen.ai.jobs.JobCompletion;
import com.tripgen.ai.jobs.JobHandler;
import com.tripgen.ai.jobs.JobProgress;
import com.tripgen.ai.jobs.JobType;
import java.util.List;
import java.util.Objects;

/// Finds out what changed weather means for a schedule. Its result is all that it leaves.
public final class WeatherImpactHandler implements JobHandler {
  private static final String READING = "reading_schedule";
  private static final String ANALYZING = "analyzing_weather";

  private final WeatherImpacts impacts;

  public WeatherImpactHandler(Schedules schedules) {
    this.impacts = new WeatherImpacts(schedules);
  }

  @Override
  public JobType type() {
    return JobType.WEATHER_IMPACT_ANALYSIS;
  }

  @Override
  public List<String> steps() {
    return List.of(READING, ANALYZING);
  }

  @Override
  public JobCompletion run(Job job, JobProgress progress) {
    progress.report(0, READING);
    WeatherImpactRequest request =
        WeatherImpactMessages.request(Objects.requireNonNull(job.payload(), "payload"));
    progress.report(10, ANALYZING);
    return new JobCompletion(ScheduleJson.write(impacts.impact(request)), JobCompletion.Rows.NONE);
  }
}
