package com.tripgen.ai.recommendations;

import com.tripgen.ai.models.Asker;
import com.tripgen.ai.models.ModelStage;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts what it has written, and does something before each text.
final class CountingWriter implements RecommendationWriter {
  private final RecommendationWriter writer = new BuiltinRecommender();
  private final AtomicInteger count = new AtomicInteger();
  private volatile Runnable before = () -> {};

  void before(Runnable action) {
    before = action;
  }

  int count() {
    return count.get();
  }

  @Override
  public WrittenText write(
      PlaceRecord record, TravellerProfile profile, Asker asker, ModelStage.Listener stages) {
    count.incrementAndGet();
    before.run();
    return writer.write(record, profile, asker, stages);
  }
}
