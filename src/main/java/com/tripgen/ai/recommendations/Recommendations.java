package com.tripgen.ai.recommendations;

import com.tripgen.ai.database.Database;
import io.grpc.Context;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.ibatis.session.SqlSession;
import org.jspecify.annotations.Nullable;

/// The texts in the database, and the writing of those that are missing.
///
/// A missing text is written once however many ask for it: in this process the callers wait for one
/// another by key, and between processes a shared [Draft] row says who writes. No transaction is
/// open while a text is being written. What was stored counts, not what was waited for, so an
/// invalidated text reaches nobody who asked afterwards.
public final class Recommendations implements AutoCloseable {
  private static final Duration FIRST_LOOK = Duration.ofMillis(10);
  private static final Duration LAST_LOOK = Duration.ofMillis(250);

  private final Database database;
  private final KnownPlaces places;
  private final RecommendationWriter writer;
  private final RecommendationSettings settings;
  private final ConcurrentMap<Key, CompletableFuture<StoredRecommendation>> inFlight =
      new ConcurrentHashMap<>();
  private final Semaphore room;
  private final CountDownLatch closed = new CountDownLatch(1);

  public Recommendations(
      Database database,
      KnownPlaces places,
      RecommendationWriter writer,
      RecommendationSettings settings) {
    this.database = database;
    this.places = places;
    this.writer = writer;
    this.settings = settings;
    this.room = new Semaphore(settings.mostAtOnce());
  }

  /// By what a text is stored.
  private record Key(String placeId, String profileHash) {}

  /// @param fromCache it was stored before it was asked for
  record Answer(StoredRecommendation stored, boolean fromCache) {}

  /// A text that is written and not yet stored.
  record Written(Draft draft, String profileHash, RecommendationText text, String data) {}

  /// Whose turn it is to write a missing text.
  private sealed interface Turn {
    record Done(StoredRecommendation stored) implements Turn {}

    record Mine(Draft draft) implements Turn {}

    record Theirs() implements Turn {}
  }

  /// Waits no longer than the caller does.
  Answer get(PlaceRequest place, TravellerProfile profile, CacheMode mode) {
    Key key = new Key(place.id(), ProfileHash.of(profile));
    return switch (mode) {
      case CACHE_ONLY ->
          find(key)
              .map(stored -> new Answer(stored, true))
              .orElseThrow(() -> RecommendationErrors.nothingStored(place.id()));
      case CACHE_FIRST ->
          find(key)
              .map(stored -> new Answer(stored, true))
              .orElseGet(
                  () -> new Answer(shared(key, requireRecord(place, profile), profile), false));
      case REFRESH -> new Answer(refreshed(key, requireRecord(place, profile), profile), false);
    };
  }

  /// What the trip adds to the text, as far as the place is known; never stored.
  List<String> tripNotes(PlaceRequest place, TravellerProfile profile, VisitContext visit) {
    return places
        .facts(place, profile.language(), visit.date())
        .map(facts -> TripNotes.of(facts, profile, visit))
        .orElse(List.of());
  }

  /// Newest first.
  List<StoredRecommendation> list(String placeId, long beforeId, int limit) {
    return database.transaction(session -> mapper(session).list(placeId, beforeId, limit));
  }

  /// Deletes all of a place, and answers how many of them had not expired.
  int invalidate(String placeId) {
    return database.transaction(
        session -> {
          RecommendationMapper mapper = mapper(session);
          mapper.abandonAll(placeId);
          return mapper.delete(placeId);
        });
  }

  PlaceRecord requireRecord(PlaceRequest place, TravellerProfile profile) {
    return places
        .record(place, profile.language())
        .orElseThrow(() -> RecommendationErrors.placeNotFound(place.id()));
  }

  /// Writes a new text that the caller stores in a transaction of its own.
  Written write(PlaceRecord record, TravellerProfile profile) {
    Key key = new Key(record.place().id(), ProfileHash.of(profile));
    return write(begin(key), key, record, profile);
  }

  /// Stores nothing when the place was invalidated or a text begun later was stored meanwhile: to
  /// everybody else it looks as if this text had been stored just before that.
  static Optional<StoredRecommendation> store(SqlSession session, Written written) {
    return mapper(session).store(written.draft().id(), written.data());
  }

  private Optional<StoredRecommendation> find(Key key) {
    return database.transaction(session -> find(session, key));
  }

  private static Optional<StoredRecommendation> find(SqlSession session, Key key) {
    return mapper(session).find(key.placeId(), key.profileHash());
  }

  private StoredRecommendation shared(Key key, PlaceRecord record, TravellerProfile profile) {
    while (true) {
      var mine = new CompletableFuture<StoredRecommendation>();
      CompletableFuture<StoredRecommendation> running = inFlight.putIfAbsent(key, mine);
      if (running == null) {
        start(key, mine, record, profile);
        return await(mine);
      }
      await(running);
      Optional<StoredRecommendation> stored = find(key);
      if (stored.isPresent()) {
        return stored.get();
      }
    }
  }

  /// Apart from the caller, whose leaving must not take the text away from the others.
  private void start(
      Key key,
      CompletableFuture<StoredRecommendation> future,
      PlaceRecord record,
      TravellerProfile profile) {
    Runnable work =
        () -> {
          try {
            StoredRecommendation stored = writtenInRoom(key, record, profile);
            inFlight.remove(key, future);
            future.complete(stored);
          } catch (Throwable e) {
            inFlight.remove(key, future);
            future.completeExceptionally(e);
          }
        };
    if (room.tryAcquire()) {
      Thread.ofVirtual().name("recommendation").start(Context.ROOT.wrap(work));
    } else {
      inFlight.remove(key, future);
      future.completeExceptionally(RecommendationErrors.tooMany(settings.mostAtOnce()));
    }
  }

  /// The room is free again before anybody hears of the text, and may then ask for the next one.
  private StoredRecommendation writtenInRoom(Key key, PlaceRecord record, TravellerProfile profile)
      throws InterruptedException {
    try {
      return writtenOnce(key, record, profile);
    } finally {
      room.release();
    }
  }

  private StoredRecommendation writtenOnce(Key key, PlaceRecord record, TravellerProfile profile)
      throws InterruptedException {
    Duration pause = FIRST_LOOK;
    while (true) {
      switch (turn(key)) {
        case Turn.Done(StoredRecommendation stored) -> {
          return stored;
        }
        case Turn.Mine(Draft draft) -> {
          Optional<StoredRecommendation> stored = store(write(draft, key, record, profile));
          if (stored.isPresent()) {
            return stored.get();
          }
        }
        case Turn.Theirs() -> {
          if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            throw RecommendationErrors.shuttingDown();
          }
          pause = pause.compareTo(LAST_LOOK) < 0 ? pause.multipliedBy(2) : LAST_LOOK;
        }
      }
    }
  }

  /// The draft comes first and the look second: whoever held it before has stored by then.
  private Turn turn(Key key) {
    return database.transaction(
        session -> {
          Optional<Draft> draft =
              mapper(session)
                  .beginShared(
                      UUID.randomUUID(), key.placeId(), key.profileHash(), settings.draftLapse());
          Optional<StoredRecommendation> stored = find(session, key);
          if (stored.isPresent()) {
            draft.ifPresent(it -> mapper(session).abandon(it.id()));
            return new Turn.Done(stored.get());
          }
          return draft.<Turn>map(Turn.Mine::new).orElseGet(Turn.Theirs::new);
        });
  }

  private StoredRecommendation refreshed(Key key, PlaceRecord record, TravellerProfile profile) {
    if (!room.tryAcquire()) {
      throw RecommendationErrors.tooMany(settings.mostAtOnce());
    }
    Optional<StoredRecommendation> stored;
    try {
      stored = store(write(begin(key), key, record, profile));
    } finally {
      room.release();
    }
    // Otherwise a text begun later took its place, or the place was invalidated.
    return stored.or(() -> find(key)).orElseGet(() -> shared(key, record, profile));
  }

  private Draft begin(Key key) {
    return database.transaction(
        session ->
            mapper(session)
                .begin(UUID.randomUUID(), key.placeId(), key.profileHash(), settings.draftLapse()));
  }

  private Written write(Draft draft, Key key, PlaceRecord record, TravellerProfile profile) {
    try {
      RecommendationText text = writer.write(record, profile);
      String data = RecommendationJson.write(key.placeId(), key.profileHash(), text);
      return new Written(draft, key.profileHash(), text, data);
    } catch (Throwable e) {
      abandon(draft, e);
      throw e;
    }
  }

  /// So that nobody waits for it until it lapses.
  private void abandon(Draft draft, Throwable reason) {
    Runnable work = () -> database.transaction(session -> mapper(session).abandon(draft.id()));
    try {
      Context.ROOT.wrap(work).run();
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    }
  }

  private Optional<StoredRecommendation> store(Written written) {
    return database.transaction(session -> store(session, written));
  }

  private static <T> T await(CompletableFuture<T> future) {
    Context context = Context.current();
    CompletableFuture<T> answer = future.copy();
    Context.CancellationListener leave =
        ended -> answer.completeExceptionally(RecommendationErrors.callerLeft(ended));
    context.addListener(leave, Runnable::run);
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw RecommendationErrors.callerLeft(context);
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
    } finally {
      context.removeListener(leave);
    }
  }

  private static RuntimeException unchecked(@Nullable Throwable failure) {
    return switch (failure) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      case null, default -> new IllegalStateException(failure);
    };
  }

  private static RecommendationMapper mapper(SqlSession session) {
    return session.getMapper(RecommendationMapper.class);
  }

  /// Ends waiting for other replicas.
  @Override
  public void close() {
    closed.countDown();
  }
}
