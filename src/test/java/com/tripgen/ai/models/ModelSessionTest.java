package com.tripgen.ai.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.tripgen.ai.evaluation.FakeModelServer;
import com.tripgen.ai.evaluation.FakeModelServer.Behaviour;
import com.tripgen.ai.models.ModelCall.Result;
import com.tripgen.ai.models.ModelEndpoint.Vendor;
import com.tripgen.ai.support.Eventually;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/// Asking models over real HTTP.
@Timeout(60)
class ModelSessionTest {
  private static final String KEY = "sk-very-secret";
  private static final Duration DEADLINE = Duration.ofSeconds(2);

  /// Leaves the first call of a process the time to load its classes.
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final TokenPrice PRICE =
      new TokenPrice(new BigDecimal("0.15"), new BigDecimal("0.60"));
  private static final Question QUESTION =
      new Question(
          "test/1",
          "Rank the candidates.",
          "{\"language\":\"English\",\"candidates\":[{\"id\":\"c1\"},{\"id\":\"c2\"}]}",
          "{\"type\":\"object\",\"properties\":{},\"required\":[],\"additionalProperties\":false}",
          500);

  private final List<ModelStage> stages = new ArrayList<>();

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void an_answer_comes_over_either_protocol_with_its_tokens(Vendor vendor) throws Exception {
    try (FakeModelServer fake = new FakeModelServer(Behaviour.HONEST);
        Models models = models(endpoint(vendor, "one", fake))) {
      ModelSession session = session(models);
      assertThat(ask(session)).isEqualTo(new ModelOutcome.Answered<>("c1", "one"));
      assertThat(session.use().path()).isEqualTo(ModelUse.Path.ANSWERED);
      assertThat(session.use().usage()).isEqualTo(fake.delivered());
      assertThat(session.use().cost()).isEqualByComparingTo(PRICE.of(fake.delivered()));
      assertThat(stages).containsExactly(ModelStage.ASKING, ModelStage.READING_ANSWER);
    }
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void an_answer_that_breaks_a_rule_is_sent_back_once(Vendor vendor) throws Exception {
    try (FakeModelServer fake = new FakeModelServer(Behaviour.REPAIRABLE);
        Models models = models(endpoint(vendor, "one", fake))) {
      ModelSession session = session(models);
      assertThat(ask(session)).isEqualTo(new ModelOutcome.Answered<>("c1", "one"));
      assertThat(results(session)).containsExactly(Result.INVALID, Result.ANSWERED);
      assertThat(session.use().path()).isEqualTo(ModelUse.Path.REPAIRED);
      assertThat(session.use().usage()).isEqualTo(fake.delivered());
      assertThat(stages)
          .containsExactly(
              ModelStage.ASKING, ModelStage.READING_ANSWER, ModelStage.REPAIRING_ANSWER);
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "PROSE",
        "EMPTY",
        "HALF_JSON",
        "SERVER_ERROR",
        "RATE_LIMITED",
        "HANGS",
        "DRIPS",
        "HUGE",
        "WRONG_KEY"
      })
  void a_bad_provider_costs_no_more_than_the_deadline(Behaviour behaviour) throws Exception {
    try (FakeModelServer fake = new FakeModelServer(behaviour);
        Models models = models(DEADLINE, endpoint(Vendor.OPENAI, "one", fake))) {
      ModelSession session = session(models);
      long started = System.nanoTime();
      assertThat(ask(session)).isEqualTo(new ModelOutcome.Unanswered<>());
      assertThat(Duration.ofNanos(System.nanoTime() - started))
          .isLessThan(DEADLINE.plus(Duration.ofMillis(500)));
      assertThat(session.use().path()).isEqualTo(ModelUse.Path.FELL_BACK);
      assertThat(session.use().usage()).isEqualTo(fake.delivered());
      assertThat(results(session))
          .containsOnly(
              switch (behaviour) {
                case HALF_JSON -> Result.TRUNCATED;
                case SERVER_ERROR, HANGS, DRIPS -> Result.UNAVAILABLE;
                case RATE_LIMITED -> Result.RATE_LIMITED;
                case HUGE -> Result.GARBLED;
                case WRONG_KEY -> Result.KEY_REFUSED;
                default -> Result.INVALID;
              });
    }
  }

  @Test
  void a_server_error_is_tried_again_and_a_cut_answer_is_not() throws Exception {
    try (FakeModelServer fake = new FakeModelServer(Behaviour.SERVER_ERROR);
        Models models = models(endpoint(Vendor.OPENAI, "one", fake))) {
      var _ = ask(session(models));
      assertThat(fake.calls()).isEqualTo(3);
      fake.behave(Behaviour.HALF_JSON);
      var _ = ask(session(models));
      assertThat(fake.calls()).isEqualTo(4);
    }
  }

  @Test
  void the_provider_says_when_to_ask_again() throws Exception {
    try (FakeModelServer fake = new FakeModelServer(Behaviour.RATE_LIMITED);
        Models models = models(DEADLINE, endpoint(Vendor.OPENAI, "one", fake))) {
      ModelSession session = session(models);
      long started = System.nanoTime();
      var _ = ask(session);
      assertThat(fake.calls()).as("at once and after the second it named").isEqualTo(2);
      assertThat(Duration.ofNanos(System.nanoTime() - started))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test
  void the_next_model_is_asked_when_the_first_one_hangs() throws Exception {
    try (FakeModelServer hanging = new FakeModelServer(Behaviour.HANGS);
        FakeModelServer honest = new FakeModelServer(Behaviour.HONEST);
        Models models =
            models(
                DEADLINE.multipliedBy(3),
                endpoint(Vendor.OPENAI, "one", hanging),
                endpoint(Vendor.ANTHROPIC, "two", honest))) {
      ModelSession session = session(models);
      assertThat(ask(session)).isEqualTo(new ModelOutcome.Answered<>("c1", "two"));
      assertThat(results(session)).containsExactly(Result.UNAVAILABLE, Result.ANSWERED);
    }
  }

  @Test
  void a_model_that_keeps_failing_is_left_alone() throws Exception {
    try (FakeModelServer fake = new FakeModelServer(Behaviour.SERVER_ERROR);
        Models models = models(endpoint(Vendor.OPENAI, "one", fake))) {
      for (int i = 0; i < 4; i++) {
        var _ = ask(session(models));
      }
      assertThat(fake.calls()).as("five failures open the breaker").isEqualTo(5);
    }
  }

  @Test
  void that_a_model_gives_no_answer_is_logged_once_and_without_the_key() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger("com.tripgen.ai.models");
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try (FakeModelServer fake = new FakeModelServer(Behaviour.HONEST)) {
      ModelEndpoint elsewhere =
          new ModelEndpoint(
              Vendor.OPENAI,
              fake.base().resolve("/v2"),
              "one",
              Optional.of(new ModelEndpoint.Key(KEY)),
              Optional.empty());
      try (Models models = models(elsewhere)) {
        for (int i = 0; i < 3; i++) {
          ModelSession session = session(models);
          assertThat(ask(session)).isEqualTo(new ModelOutcome.Unanswered<>());
          assertThat(results(session)).containsExactly(Result.REFUSED);
        }
      }
      assertThat(log.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .singleElement()
          .asString()
          .contains("the model one gives no answer: it answered 404")
          .doesNotContain(KEY);
    } finally {
      logger.detachAppender(log);
    }
  }

  @Test
  void a_wrong_key_gives_one_line_without_the_key_and_is_not_tried_again() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger("com.tripgen.ai.models");
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try (FakeModelServer fake = new FakeModelServer(Behaviour.WRONG_KEY);
        Models models = models(endpoint(Vendor.OPENAI, "one", fake))) {
      for (int i = 0; i < 3; i++) {
        assertThat(ask(session(models))).isEqualTo(new ModelOutcome.Unanswered<>());
      }
      assertThat(fake.calls()).isEqualTo(1);
      assertThat(log.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .singleElement()
          .asString()
          .contains("the provider of one refuses the key (status 401)")
          .doesNotContain(KEY);
    } finally {
      logger.detachAppender(log);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HANGS", "DRIPS"})
  void interrupting_ends_the_call_at_once(Behaviour behaviour) throws Exception {
    try (FakeModelServer fake = new FakeModelServer(behaviour);
        Models models = models(Duration.ofMinutes(5), endpoint(Vendor.OPENAI, "one", fake))) {
      CountDownLatch asking = new CountDownLatch(1);
      AtomicReference<Throwable> end = new AtomicReference<>();
      Thread asker =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      var _ =
                          session(models)
                              .ask(QUESTION, answer -> answer, stage -> asking.countDown());
                    } catch (InterruptedException e) {
                      end.set(e);
                    }
                  });
      assertThat(asking.await(20, TimeUnit.SECONDS)).isTrue();
      Eventually.eventually(() -> assertThat(fake.calls()).isEqualTo(1));
      asker.interrupt();
      assertThat(asker.join(Duration.ofSeconds(1))).isTrue();
      assertThat(end.get()).isInstanceOf(InterruptedException.class);
      Eventually.eventually(() -> assertThat(fake.abandoned()).isEqualTo(1));
    }
  }

  @Test
  void a_valid_answer_is_kept_and_a_repaired_one_is_not() throws Exception {
    try (FakeModelServer fake = new FakeModelServer(Behaviour.REPAIRABLE);
        Models models = models(endpoint(Vendor.OPENAI, "one", fake))) {
      var _ = ask(session(models));
      fake.behave(Behaviour.HONEST);
      ModelSession second = session(models);
      var _ = ask(second);
      assertThat(second.use().path()).isEqualTo(ModelUse.Path.ANSWERED);
      ModelSession third = session(models);
      assertThat(ask(third)).isEqualTo(new ModelOutcome.Answered<>("c1", "one"));
      assertThat(third.use().path()).isEqualTo(ModelUse.Path.CACHED);
      assertThat(third.use().usage()).isEqualTo(Usage.NONE);
      assertThat(fake.calls()).isEqualTo(3);
    }
  }

  @Test
  void a_budget_that_is_used_up_is_named_or_leads_past_the_models() throws Exception {
    try (FakeModelServer fake = new FakeModelServer(Behaviour.HONEST)) {
      List<ModelEndpoint> endpoints = List.of(endpoint(Vendor.OPENAI, "one", fake));
      ModelSettings generous =
          new ModelSettings(
              endpoints, PATIENCE, Duration.ZERO, 0, 700, ModelSettings.OverBudget.FALL_BACK);
      try (Models models = new Models(generous, new MemoryLedger(generous), ModelListener.NONE)) {
        ModelSession first = session(models);
        var _ = ask(first);
        assertThat(first.use().path()).isEqualTo(ModelUse.Path.ANSWERED);
        ModelSession second = session(models);
        assertThat(ask(second)).isEqualTo(new ModelOutcome.Unanswered<>());
        assertThat(results(second)).containsExactly(Result.OVER_BUDGET);
      }
      ModelSettings strict =
          new ModelSettings(
              endpoints, PATIENCE, Duration.ZERO, 100, 0, ModelSettings.OverBudget.FAIL);
      try (Models models = new Models(strict, new MemoryLedger(strict), ModelListener.NONE)) {
        assertThatExceptionOfType(BudgetExceededException.class)
            .isThrownBy(() -> ask(session(models)))
            .withMessageContaining("models/tokens_per_day of 100 tokens");
      }
    }
  }

  @Test
  void a_key_is_never_part_of_a_text() throws IOException {
    try (FakeModelServer fake = new FakeModelServer(Behaviour.HONEST)) {
      ModelEndpoint endpoint = endpoint(Vendor.OPENAI, "one", fake);
      assertThat(ModelSettings.of(List.of(endpoint)).toString()).doesNotContain(KEY);
    }
  }

  private ModelOutcome<String> ask(ModelSession session) throws InterruptedException {
    return session.ask(QUESTION, ModelSessionTest::firstRanked, stages::add);
  }

  private static String firstRanked(String answer) throws InvalidAnswerException {
    if (!answer.startsWith("{\"ranking\":[{\"id\":\"c1\"")) {
      throw new InvalidAnswerException("ranking begins with c1");
    }
    return "c1";
  }

  private static List<Result> results(ModelSession session) {
    return session.use().calls().stream().map(ModelCall::result).toList();
  }

  private static ModelSession session(Models models) {
    return models.session(new Asker("somebody", "job-1"));
  }

  private static ModelEndpoint endpoint(Vendor vendor, String model, FakeModelServer fake) {
    return new ModelEndpoint(
        vendor, fake.base(), model, Optional.of(new ModelEndpoint.Key(KEY)), Optional.of(PRICE));
  }

  private static Models models(ModelEndpoint... endpoints) {
    return models(PATIENCE, endpoints);
  }

  private static Models models(Duration deadline, ModelEndpoint... endpoints) {
    ModelSettings settings =
        new ModelSettings(
            List.of(endpoints),
            deadline,
            Duration.ofHours(1),
            0,
            0,
            ModelSettings.OverBudget.FALL_BACK);
    return new Models(settings, new MemoryLedger(settings), ModelListener.NONE);
  }
}
