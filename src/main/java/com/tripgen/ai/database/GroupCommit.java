package com.tripgen.ai.database;

import io.grpc.Context;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Lets concurrent callers share a transaction. A first one is sent at once; what comes while as
/// many batches are under way as may be makes up the next one. So a lone caller waits for nobody,
/// and under load batches grow by themselves.
///
/// A batch belongs to none of its callers: it has a time limit of its own, and who leaves is only
/// left out of a batch that was not sent yet. Later, the outcome is awaited, so that "cancelled"
/// always means "not done". When a batch fails its items are sent again one by one, so that a bad
/// one fails alone.
public final class GroupCommit<I, O> {
  private static final ScheduledThreadPoolExecutor TIMER =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("group-commit-timer").factory());

  static {
    TIMER.setRemoveOnCancelPolicy(true);
  }

  /// Times the timeout of one: in this time most items of a batch are stored, and a few time out.
  private static final int PATIENCE_ONE_BY_ONE = 2;

  private final Function<List<I>, List<O>> batch;
  private final ToIntFunction<I> weigher;
  private final Limits limits;
  private final boolean mayBeLeft;
  private final Queue<Entry<I, O>> waiting = new ArrayDeque<>();
  private int underWay;

  /// What a batch may be.
  ///
  /// @param batches under way at once: with a second one neither the database nor this process
  ///   waits for the other
  /// @param items at most
  /// @param weight of all items together; a heavier item makes a batch of its own
  /// @param timeout of the whole transaction
  public record Limits(int batches, int items, int weight, Duration timeout) {
    public static final Limits DEFAULT = new Limits(2, 256, 8 * 1024 * 1024, Duration.ofSeconds(5));
  }

  /// @param batch runs one transaction, and answers every item in the order given
  /// @param weigher how much an item counts, such as its bytes
  public GroupCommit(Function<List<I>, List<O>> batch, ToIntFunction<I> weigher, Limits limits) {
    this(batch, weigher, limits, false);
  }

  private GroupCommit(
      Function<List<I>, List<O>> batch,
      ToIntFunction<I> weigher,
      Limits limits,
      boolean mayBeLeft) {
    this.batch = batch;
    this.weigher = weigher;
    this.limits = limits;
    this.mayBeLeft = mayBeLeft;
  }

  /// For batches that change nothing: whoever leaves need not know their outcome, and the last one
  /// ends the batch.
  static <I, O> GroupCommit<I, O> thatMayBeLeft(Function<List<I>, List<O>> batch, Limits limits) {
    return new GroupCommit<>(batch, item -> 0, limits, true);
  }

  /// For small items.
  public GroupCommit(Function<List<I>, List<O>> batch) {
    this(batch, item -> 0, Limits.DEFAULT);
  }

  /// The answer to an item whose batch is committed.
  ///
  /// @throws DatabaseUnavailableException also when the batch took too long
  public O submit(I item) {
    Context caller = Context.current();
    CallerCancellation.requireActive(caller);
    Entry<I, O> entry = new Entry<>(item, caller, mayBeLeft);
    Context.CancellationListener leave = ended -> entry.leave();
    caller.addListener(leave, Runnable::run);
    try {
      enter(entry);
      return entry.answer.join();
    } catch (CompletionException e) {
      throw unchecked(e.getCause());
    } finally {
      caller.removeListener(leave);
    }
  }

  /// The same for a caller who does not wait and does not leave.
  ///
  /// @return the answer, given on the thread that sends batches: what follows must return at once
  public CompletableFuture<O> submitLater(I item) {
    Entry<I, O> entry = new Entry<>(item, Context.current(), mayBeLeft);
    enter(entry);
    return entry.answer;
  }

  /// Items that no batch has taken yet.
  public synchronized int waiting() {
    return waiting.size();
  }

  private void enter(Entry<I, O> entry) {
    if (join(entry)) {
      // Not on the caller's thread: an interrupt there must not reach the others' connection.
      Thread.ofVirtual().name("group-commit").start(this::sendAll);
    }
  }

  /// @return whether somebody must be called who sends it
  private synchronized boolean join(Entry<I, O> entry) {
    waiting.add(entry);
    if (underWay == limits.batches()) {
      return false;
    }
    underWay++;
    return true;
  }

  private void sendAll() {
    for (List<Entry<I, O>> next = next(); !next.isEmpty(); next = next()) {
      send(next);
    }
  }

  private synchronized List<Entry<I, O>> next() {
    List<Entry<I, O>> next = new ArrayList<>();
    long weight = 0;
    while (!waiting.isEmpty() && next.size() < limits.items()) {
      weight += weigher.applyAsInt(waiting.element().item);
      if (weight > limits.weight() && !next.isEmpty()) {
        break;
      }
      Entry<I, O> entry = waiting.remove();
      if (entry.take()) {
        next.add(entry);
      }
    }
    if (next.isEmpty()) {
      underWay--;
    }
    return next;
  }

  private void send(List<Entry<I, O>> entries) {
    try {
      List<O> answers = commit(entries);
      for (int i = 0; i < entries.size(); i++) {
        entries.get(i).answer.complete(answers.get(i));
      }
    } catch (DatabaseUnavailableException | Error e) {
      // It may have been committed, and one by one would fare no better.
      entries.forEach(entry -> entry.answer.completeExceptionally(e));
    } catch (RuntimeException e) {
      if (entries.size() == 1) {
        entries.getFirst().answer.completeExceptionally(alone(e));
      } else {
        sendOneByOne(entries);
      }
    }
  }

  /// A slow item times out alone. But a database that vanishes meanwhile, or is slow with all of
  /// them, is not waited for again and again: the rest fails with the last one.
  private void sendOneByOne(List<Entry<I, O>> entries) {
    entries.forEach(Entry::putBack);
    long patienceEnds = System.nanoTime() + PATIENCE_ONE_BY_ONE * limits.timeout().toNanos();
    Optional<DatabaseUnavailableException> away = Optional.empty();
    for (Entry<I, O> entry : entries) {
      if (entry.take()) {
        if (away.isPresent()) {
          entry.answer.completeExceptionally(away.get());
        } else {
          send(List.of(entry));
          away =
              entry
                  .unavailable()
                  .filter(
                      failure ->
                          !(failure.getCause() instanceof StatementCancelledException)
                              || System.nanoTime() - patienceEnds >= 0);
        }
      }
    }
  }

  /// What the first caller's context holds, such as a trace, the batch holds too; not its deadline.
  private List<O> commit(List<Entry<I, O>> entries) {
    Context first = entries.getFirst().caller;
    Context.CancellableContext limited =
        first.fork().withDeadlineAfter(limits.timeout().toNanos(), TimeUnit.NANOSECONDS, TIMER);
    if (mayBeLeft) {
      var everyAnswer = entries.stream().map(it -> it.answer).toArray(CompletableFuture[]::new);
      // Nobody waits any more, perhaps long before the batch would end by itself.
      var _ = CompletableFuture.allOf(everyAnswer).whenComplete((_, _) -> limited.cancel(null));
    }
    Context before = limited.attach();
    try {
      return batch.apply(entries.stream().map(it -> it.item).toList());
    } finally {
      limited.detachAndCancel(before, null);
    }
  }

  /// Nobody of the callers has cancelled anything when the batch has.
  private RuntimeException alone(RuntimeException failure) {
    return failure instanceof StatementCancelledException
        ? new DatabaseUnavailableException(
            "no commit within " + limits.timeout().toMillis() + " ms", failure)
        : failure;
  }

  private static RuntimeException unchecked(@Nullable Throwable failure) {
    return switch (failure) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      case null, default -> new IllegalStateException(failure);
    };
  }

  /// An item and who waits for its answer.
  private static final class Entry<I, O> {
    private final I item;
    private final Context caller;
    private final boolean mayBeLeft;
    private final CompletableFuture<O> answer = new CompletableFuture<>();
    private boolean taken;

    private Entry(I item, Context caller, boolean mayBeLeft) {
      this.item = item;
      this.caller = caller;
      this.mayBeLeft = mayBeLeft;
    }

    /// Takes the item for sending, unless its caller has left.
    private synchronized boolean take() {
      if (caller.isCancelled()) {
        leave();
      }
      taken = !answer.isDone();
      return taken;
    }

    private Optional<DatabaseUnavailableException> unavailable() {
      return answer.isCompletedExceptionally()
              && answer.exceptionNow() instanceof DatabaseUnavailableException failure
          ? Optional.of(failure)
          : Optional.empty();
    }

    private synchronized void putBack() {
      taken = false;
    }

    private synchronized void leave() {
      if (!taken || mayBeLeft) {
        answer.completeExceptionally(CallerCancellation.cancelled(caller, null));
      }
    }
  }
}
