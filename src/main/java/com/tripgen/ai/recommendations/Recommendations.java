package com.tripgen.ai.recommendations;

import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.GroupRead;
import com.tripgen.ai.database.KeptRows;
import com.tripgen.ai.database.Shared;
import com.tripgen.ai.jobs.Caller;
import com.tripgen.ai.models.Asker;
import com.tripgen.ai.models.ModelStage;
import io.grpc.Context;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
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
  private final GroupRead<Key, Shared<StoredRecommendation>> reads;
  private final ConcurrentMap<Key, CompletableFuture<StoredRecommendation>> inFlight =
      new ConcurrentHashMap<>();
  private final Semaphore room;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
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
    KeptRows<Key, StoredRecommendation> texts = new KeptRows<>(new Rows());
    this.reads = new GroupRead<>(keys -> database.read(session -> texts.read(session, keys)));
    this.room = new Semaphore(settings.mostAtOnce());
  }

  /// By what a text is stored.
  private record Key(String placeId, String profileHash) {
    private static Key of(StoredRecommendation stored) {
      return new Key(stored.placeId(), stored.profileHash());
    }
  }

  /// A text to be written.
  private record Order(
      Key key,
      PlaceRecord record,
      TravellerProfile profile,
      Asker asker,
      ModelStage.Listener stages) {}

  /// @param fromCache it was stored before it was asked for
  record Answer(Shared<StoredRecommendation> shared, boolean fromCache) {
    StoredRecommendation stored() {
      return shared.value();
    }
  }

  /// A text that is written and not yet stored.
  record Written(Draft draft, String profileHash, WrittenText written, String data) {}

  /// Whose turn it is to write a missing text.
  private sealed interface Turn {
    record Done(StoredRecommendation stored) implements Turn {}

    record Mine(Draft draft) implements Turn {}

    record Theirs() implements Turn {}
  }

  /// How often a text was asked for that was there already, or not, for metrics.
  public record CacheUsage(long hits, long misses) {}

  public CacheUsage cacheUsage() {
    return new CacheUsage(hits.sum(), misses.sum());
  }

  /// Waits no longer than the caller does.
  Answer get(PlaceRequest place, TravellerProfile profile, CacheMode mode) {
    Answer answer = answer(place, profile, mode);
    (answer.fromCache() ? hits : misses).increment();
    return answer;
  }

  private Answer answer(PlaceRequest place, TravellerProfile profile, CacheMode mode) {
    Key key = new Key(place.id(), ProfileHash.of(profile));
    return switch (mode) {
      case CACHE_ONLY ->
          stored(key).orElseThrow(() -> RecommendationErrors.nothingStored(place.id()));
      case CACHE_FIRST -> stored(key).orElseGet(() -> written(shared(order(key, place, profile))));
      case REFRESH -> written(refreshed(order(key, place, profile)));
    };
  }

  private Optional<Answer> stored(Key key) {
    return reads.find(key).map(shared -> new Answer(shared, true));
  }

  private static Answer written(StoredRecommendation stored) {
    return new Answer(new Shared<>(stored), false);
  }

  private Order order(Key key, PlaceRequest place, TravellerProfile profile) {
    return new Order(
        key,
        requireRecord(place, profile),
        profile,
        new Asker(Caller.name(), ""),
        ModelStage.Listener.NONE);
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
    return database.read(session -> mapper(session).list(placeId, beforeId, limit));
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
  Written write(
      PlaceRecord record, TravellerProfile profile, Asker asker, ModelStage.Listener stages) {
    Key key = new Key(record.place().id(), ProfileHash.of(profile));
    return write(begin(key), new Order(key, record, profile, asker, stages));
  }

  /// Stores nothing when the place was invalidated or a text begun later was stored meanwhile: to
  /// everybody else it looks as if this text had been stored just before that.
  static Optional<StoredRecommendation> store(SqlSession session, Written written) {
    return mapper(session).store(written.draft().id(), written.data());
  }

  private Optional<StoredRecommendation> find(Key key) {
    return reads.find(key).map(Shared::value);
  }

  private static Optional<StoredRecommendation> find(SqlSession session, Key key) {
    return Optional.ofNullable(findAll(session, Set.of(key)).get(key));
  }

  private static final class Rows implements KeptRows.Source<Key, StoredRecommendation> {
    private static final int BYTES_OF_A_CHARACTER = 4;

    @Override
    public Map<Key, Long> versions(SqlSession session, Set<Key> keys) {
      List<Key> asked = List.copyOf(keys);
      return mapper(session)
          .versions(
              asked.stream().map(Key::placeId).toList(),
              asked.stream().map(Key::profileHash).toList())
          .stream()
          .collect(
              Collectors.toMap(
                  it -> new Key(it.placeId(), it.profileHash()), StoredVersion::version));
    }

    @Override
    public Map<Key, StoredRecommendation> rows(SqlSession session, Set<Key> keys) {
      return findAll(session, keys);
    }

    @Override
    public boolean lasts(StoredRecommendation row) {
      return true;
    }

    @Override
    public int bytes(StoredRecommendation row) {
      return BYTES_OF_A_CHARACTER * row.recommendationData().length();
    }
  }

  private static Map<Key, StoredRecommendation> findAll(SqlSession session, Set<Key> keys) {
    List<Key> asked = List.copyOf(keys);
    return mapper(session)
        .find(
            asked.stream().map(Key::placeId).toList(),
            asked.stream().map(Key::profileHash).toList())
        .stream()
        .collect(Collectors.toMap(Key::of, Function.identity()));
  }

  private StoredRecommendation shared(Order order) {
    Key key = order.key();
    while (true) {
      var mine = new CompletableFuture<StoredRecommendation>();
      CompletableFuture<StoredRecommendation> running = inFlight.putIfAbsent(key, mine);
      if (running == null) {
        start(order, mine);
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
  private void start(Order order, CompletableFuture<StoredRecommendation> future) {
    Key key = order.key();
    Runnable work =
        () -> {
          try {
            StoredRecommendation stored = writtenInRoom(order);
            inFlight.remove(key, future);
            future.complete(stored);
          } catch (Throwable e) {
            inFlight.remove(key, future);
            future.completeExceptionally(e);
          }
        };
    if (room.tryAcquire()) {
      Thread.ofVirtual().name("recommendation").start(Context.current().fork().wrap(work));
    } else {
      inFlight.remove(key, future);
      future.completeExceptionally(RecommendationErrors.tooMany(settings.mostAtOnce()));
    }
  }

  /// The room is free again before anybody hears of the text, and may then ask for the next one.
  private StoredRecommendation writtenInRoom(Order order) throws InterruptedException {
    try {
      return writtenOnce(order);
    } finally {
      room.release();
    }
  }

  private StoredRecommendation writtenOnce(Order order) throws InterruptedException {
    Duration pause = FIRST_LOOK;
    while (true) {
      switch (turn(order.key())) {
        case Turn.Done(StoredRecommendation stored) -> {
          return stored;
        }
        case Turn.Mine(Draft draft) -> {
          Optional<StoredRecommendation> stored = store(write(draft, order));
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

  private StoredRecommendation refreshed(Order order) {
    if (!room.tryAcquire()) {
      throw RecommendationErrors.tooMany(settings.mostAtOnce());
    }
    Optional<StoredRecommendation> stored;
    try {
      stored = store(write(begin(order.key()), order));
    } finally {
      room.release();
    }
    // Otherwise a text begun later took its place, or the place was invalidated.
    return stored.or(() -> find(order.key())).orElseGet(() -> shared(order));
  }

  private Draft begin(Key key) {
    return database.transaction(
        session ->
            mapper(session)
                .begin(UUID.randomUUID(), key.placeId(), key.profileHash(), settings.draftLapse()));
  }

  private Written write(Draft draft, Order order) {
    Key key = order.key();
    try {
      WrittenText written =
          writer.write(order.record(), order.profile(), order.asker(), order.stages());
      String data = RecommendationJson.write(key.placeId(), key.profileHash(), written);
      return new Written(draft, key.profileHash(), written, data);
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
