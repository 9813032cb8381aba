package com.tripgen.ai.models;

import com.tripgen.ai.database.DatabaseUnavailableException;
import com.tripgen.ai.models.ModelCall.Result;
import com.tripgen.ai.models.ModelOutcome.Answered;
import com.tripgen.ai.models.ModelOutcome.Unanswered;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Everything that one job or text asks the models, by one deadline that begins with the first
/// question. For one thread, which may be interrupted at any time.
///
/// The only place where calls are repeated: the same model again when it may answer the next time,
/// then the next model. A valid answer that came after an objection is used and not kept: the same
/// question must not skip the objection next time.
public final class ModelSession {
  private static final int MOST_CALLS_OF_A_MODEL = 3;
  private static final Duration LONGEST_ENDING = Duration.ofMillis(100);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  /// A model that does not answer leaves this much to those after it.
  private static final double SHARE_BEFORE_OTHERS = 0.6;

  private final List<GuardedModel> models;
  private final ModelSettings settings;
  private final ModelLedger ledger;
  private final ModelListener listener;
  private final Asker asker;
  private final List<ModelCall> calls = new ArrayList<>();
  private boolean priced = true;
  private @Nullable Deadline deadline;

  ModelSession(
      List<GuardedModel> models,
      ModelSettings settings,
      ModelLedger ledger,
      ModelListener listener,
      Asker asker) {
    this.models = models;
    this.settings = settings;
    this.ledger = ledger;
    this.listener = listener;
    this.asker = asker;
  }

  /// What was asked so far.
  public ModelUse use() {
    return new ModelUse(calls, priced);
  }

  /// Asks the models one after the other until one gives a valid answer.
  ///
  /// @throws BudgetExceededException when a budget is used up and that is to be told
  /// @throws InterruptedException at once, also amid a call
  public <T> ModelOutcome<T> ask(
      Question question, AnswerReader<T> reader, ModelStage.Listener stages)
      throws InterruptedException {
    if (deadline == null) {
      deadline = Deadline.in(settings.deadline().minus(ending()));
    }
    for (int i = 0; i < models.size(); i++) {
      Deadline share = i == models.size() - 1 ? deadline : deadline.after(SHARE_BEFORE_OTHERS);
      Optional<T> value = new Turn<>(models.get(i), question, reader, stages, share).take();
      if (value.isPresent()) {
        return new Answered<>(value.get(), models.get(i).name());
      }
    }
    return new Unanswered<>();
  }

  /// Ending a call at its deadline and storing it takes a moment, which is part of the deadline.
  private Duration ending() {
    Duration share = settings.deadline().dividedBy(20);
    return share.compareTo(LONGEST_ENDING) < 0 ? share : LONGEST_ENDING;
  }

  /// What one model makes of a question.
  private final class Turn<T> {
    private final GuardedModel model;
    private final Question question;
    private final AnswerReader<T> reader;
    private final ModelStage.Listener stages;
    private final Deadline share;
    private final String key;

    Turn(
        GuardedModel model,
        Question question,
        AnswerReader<T> reader,
        ModelStage.Listener stages,
        Deadline share) {
      this.model = model;
      this.question = question;
      this.reader = reader;
      this.stages = stages;
      this.share = share;
      this.key = AnswerKey.of(model.name(), question);
    }

    Optional<T> take() throws InterruptedException {
      Optional<T> kept = kept();
      if (kept.isPresent()) {
        note(Result.CACHED, Usage.NONE, Duration.ZERO);
        return kept;
      }
      stages.reached(ModelStage.ASKING);
      Optional<ModelReply.Answer> first = answer(null);
      if (first.isEmpty()) {
        return Optional.empty();
      }
      stages.reached(ModelStage.READING_ANSWER);
      String text = first.get().text();
      try {
        T value = reader.read(text);
        if (settings.answersKept().isPositive()) {
          ledger.keep(key, model.name(), text, settings.answersKept());
        }
        return Optional.of(value);
      } catch (InvalidAnswerException e) {
        rejectLast();
        stages.reached(ModelStage.REPAIRING_ANSWER);
        return repaired(new Objection(text, e.rule()));
      }
    }

    /// An answer that was valid once and is not any more is asked for again.
    private Optional<T> kept() {
      if (!settings.answersKept().isPositive()) {
        return Optional.empty();
      }
      Optional<String> kept = ledger.answer(key);
      try {
        return kept.isEmpty() ? Optional.empty() : Optional.of(reader.read(kept.get()));
      } catch (InvalidAnswerException e) {
        return Optional.empty();
      }
    }

    private Optional<T> repaired(Objection objection) throws InterruptedException {
      Optional<ModelReply.Answer> second = answer(objection);
      if (second.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(reader.read(second.get().text()));
      } catch (InvalidAnswerException e) {
        rejectLast();
        return Optional.empty();
      }
    }

    private Optional<ModelReply.Answer> answer(@Nullable Objection objection)
        throws InterruptedException {
      for (int call = 1; ; call++) {
        Optional<ModelReply> reply = call(objection);
        if (reply.isEmpty()) {
          return Optional.empty();
        }
        if (reply.get() instanceof ModelReply.Answer answer) {
          return Optional.of(answer);
        }
        Optional<Duration> pause = pause(reply.get(), call);
        if (pause.isEmpty()
            || call == MOST_CALLS_OF_A_MODEL
            || pause.get().compareTo(share.remaining()) >= 0) {
          return Optional.empty();
        }
        Thread.sleep(pause.get());
      }
    }

    /// Empty when the same call cannot go better.
    private static Optional<Duration> pause(ModelReply reply, int call) {
      return switch (reply) {
        case ModelReply.RateLimited(Optional<Duration> told) ->
            Optional.of(told.orElseGet(() -> growing(call)));
        case ModelReply.Unavailable _ -> Optional.of(growing(call));
        case ModelReply.Answer _,
            ModelReply.KeyRefused _,
            ModelReply.Refused _,
            ModelReply.Truncated _,
            ModelReply.Garbled _ ->
            Optional.empty();
      };
    }

    /// Between half and all of a time that doubles with each call.
    private static Duration growing(int call) {
      long most = FIRST_PAUSE.toMillis() << (call - 1);
      return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
    }

    /// Empty when the model is not asked.
    private Optional<ModelReply> call(@Nullable Objection objection) throws InterruptedException {
      if (share.isOver()) {
        note(Result.SKIPPED, Usage.NONE, Duration.ZERO);
        return Optional.empty();
      }
      ModelLedger.Reservation reservation;
      try {
        reservation = ledger.reserve(asker, expectedTokens(objection));
      } catch (BudgetExceededException e) {
        note(Result.OVER_BUDGET, Usage.NONE, Duration.ZERO);
        if (settings.overBudget() == ModelSettings.OverBudget.FAIL) {
          throw e;
        }
        return Optional.empty();
      } catch (DatabaseUnavailableException e) {
        note(Result.SKIPPED, Usage.NONE, Duration.ZERO);
        return Optional.empty();
      }
      long started = System.nanoTime();
      Result result = Result.INTERRUPTED;
      Usage usage = Usage.NONE;
      try {
        Optional<ModelReply> reply = model.ask(question, objection, share);
        result = reply.map(ModelCall::result).orElse(Result.SKIPPED);
        usage = reply.map(ModelReply::used).orElse(Usage.NONE);
        return reply;
      } finally {
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        ledger.settle(reservation, note(result, usage, took));
      }
    }

    private long expectedTokens(@Nullable Objection objection) {
      return question.expectedTokens()
          + (objection == null
              ? 0
              : Question.tokens(objection.answer()) + Question.tokens(objection.text()));
    }

    private ModelCall note(Result result, Usage usage, Duration took) {
      BigDecimal cost = model.cost(usage);
      ModelCall call = new ModelCall(question.task(), model.name(), result, usage, cost, took);
      priced &= usage.tokens() == 0 || model.hasPrice();
      calls.add(call);
      listener.called(model.vendor(), call);
      return call;
    }

    private void rejectLast() {
      ModelCall last = calls.removeLast();
      listener.rejected(last);
      calls.add(
          new ModelCall(
              last.task(), last.model(), Result.INVALID, last.usage(), last.cost(), last.took()));
    }
  }
}
