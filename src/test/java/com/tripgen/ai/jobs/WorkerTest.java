package com.tripgen.ai.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.support.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerTest {
  @Test
  void a_submitted_job_is_run_and_its_watcher_sees_the_end() throws Exception {
    try (TestDatabase database = TestDatabase.create();
        Engine engine = new Engine(database)) {
      engine.work(
          new JobHandler() {
            @Override
            public JobType type() {
              return JobType.SCHEDULE_GENERATION;
            }

            @Override
            public List<String> steps() {
              return List.of("one");
            }

            @Override
            public JobCompletion run(Job job, JobProgress progress) {
              progress.report(50, "one");
              return new JobCompletion("{\"done\":true}", JobCompletion.Rows.NONE);
            }
          });
      engine.submit("r-1");
      RecordedStream stream = new RecordedStream();
      engine.watch.watch("r-1", 0, Duration.ofSeconds(15), stream);

      assertThat(stream.end()).isEqualTo("OK");
      assertThat(stream.statuses()).endsWith(JobStatus.COMPLETED);
      assertThat(stream.states.getLast().result()).contains("done");
    }
  }
}
