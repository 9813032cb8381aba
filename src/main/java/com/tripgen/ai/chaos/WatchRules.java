package com.tripgen.ai.chaos;

import com.google.errorprone.annotations.FormatMethod;
import com.tripgen.ai.chaos.ClientHistory.End;
import com.tripgen.ai.chaos.ClientHistory.Message;
import com.tripgen.ai.chaos.ClientHistory.Stream;
import com.tripgen.ai.chaos.ClientHistory.Watch;
import com.tripgen.ai.chaos.StoredJob.Change;
import com.tripgen.ai.chaos.Violation.Rule;
import java.util.Set;
import java.util.stream.Collectors;

/// What each watch must have told, given the job's stored history.
final class WatchRules {
  private final StoredJob job;
  private final HistoryValidator.Reporter reporter;

  private WatchRules(StoredJob job, HistoryValidator.Reporter reporter) {
    this.job = job;
    this.reporter = reporter;
  }

  static void check(Watch watch, StoredJob job, HistoryValidator.Reporter reporter) {
    WatchRules rules = new WatchRules(job, reporter);
    watch.streams().forEach(rules::checkStream);
    rules.checkWhole(watch);
  }

  private void checkStream(Stream stream) {
    if (stream.end() == End.REFUSED) {
      report(
          Rule.WATCHES_ARE_NOT_REFUSED,
          "the watch after revision %d was refused",
          stream.afterRevision());
    }
    if (stream.afterRevision() == 0
        && !stream.messages().isEmpty()
        && !(stream.messages().getFirst() instanceof Message.State)) {
      report(Rule.WATCHES_BEGIN_WITH_A_SNAPSHOT, "the watch began with a heartbeat");
    }
    checkMessages(stream);
    checkEnd(stream);
  }

  private void checkMessages(Stream stream) {
    boolean fromSnapshot = stream.afterRevision() == 0;
    long cursor = stream.afterRevision();
    for (Message message : stream.messages()) {
      switch (message) {
        case Message.State state -> {
          if (state.revision() <= cursor) {
            report(Rule.WATCHES_ARE_ORDERED, "revision %d came after %d", state.revision(), cursor);
          }
          if (state.revision() > job.revision()
              || job.statusAt(state.revision()) != state.status()) {
            report(
                Rule.WATCHES_TELL_WHAT_IS_STORED,
                "the watch told of %s at revision %d",
                state.status(),
                state.revision());
          }
          if (!fromSnapshot) {
            checkNothingBetween(cursor, state.revision() - 1);
          }
        }
        case Message.Heartbeat heartbeat -> {
          if (heartbeat.revision() < cursor) {
            report(
                Rule.WATCHES_ARE_ORDERED,
                "a heartbeat of revision %d came after %d",
                heartbeat.revision(),
                cursor);
          }
          checkNothingBetween(cursor, heartbeat.revision());
        }
      }
      fromSnapshot = false;
      cursor = message.revision();
    }
  }

  /// No change of status lies after `cursor` and up to `last`.
  private void checkNothingBetween(long cursor, long last) {
    for (Change change : job.changes()) {
      if (change.revision() > cursor && change.revision() <= last) {
        report(
            Rule.WATCHES_TELL_EVERY_CHANGE,
            "the stream kept quiet about %s at revision %d",
            change.status(),
            change.revision());
      }
    }
  }

  private void checkEnd(Stream stream) {
    for (Message message : stream.messages().stream().limit(sizeWithoutLast(stream)).toList()) {
      if (message instanceof Message.State state && state.status().isFinal()) {
        report(
            Rule.WATCHES_END_WITH_THE_FINAL_STATE,
            "the stream went on after %s at revision %d",
            state.status(),
            state.revision());
      }
    }
    if (stream.end() == End.HANDED_OVER && lastRevision(stream) > 0 && !endsWithHeartbeat(stream)) {
      report(
          Rule.WATCHES_ARE_HANDED_OVER_WITH_A_HEARTBEAT,
          "the stream was handed over at revision %d without a heartbeat",
          lastRevision(stream));
    }
    if (stream.end() == End.OK && !job.isFinalAt(lastRevision(stream))) {
      report(
          Rule.WATCHES_END_WITH_THE_FINAL_STATE,
          "the stream ended with OK at revision %d, which is not final",
          lastRevision(stream));
    }
  }

  private static boolean endsWithHeartbeat(Stream stream) {
    return !stream.messages().isEmpty() && stream.messages().getLast() instanceof Message.Heartbeat;
  }

  private static int sizeWithoutLast(Stream stream) {
    return Math.max(0, stream.messages().size() - 1);
  }

  private static long lastRevision(Stream stream) {
    return stream.messages().isEmpty()
        ? stream.afterRevision()
        : stream.messages().getLast().revision();
  }

  /// All streams together: whatever was resumed where, each change after the first state was told.
  private void checkWhole(Watch watch) {
    Set<Long> told =
        watch.streams().stream()
            .flatMap(stream -> stream.messages().stream())
            .filter(Message.State.class::isInstance)
            .map(Message::revision)
            .collect(Collectors.toSet());
    long first = told.stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
    long last = told.stream().mapToLong(Long::longValue).max().orElse(0);
    for (Change change : job.changes()) {
      if (change.revision() > first
          && change.revision() < last
          && !told.contains(change.revision())) {
        report(
            Rule.WATCHES_RESUME_WITHOUT_A_GAP,
            "none of the streams told of %s at revision %d",
            change.status(),
            change.revision());
      }
    }
    if (watch.streams().stream().noneMatch(stream -> stream.end() == End.OK)) {
      report(
          Rule.WATCHES_END_WITH_THE_FINAL_STATE,
          "no stream of the watch ended with OK, the last revision was %d",
          last);
    }
  }

  @FormatMethod
  private void report(Rule rule, String sentence, Object... values) {
    reporter.report(rule, job.requestId(), sentence.formatted(values));
  }
}
