package com.tripgen.ai.database;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hints between processes on LISTEN/NOTIFY: keys of rows worth reading again, never content.
///
/// Nothing depends on a hint's arrival, so nothing here ever fails a caller: what can't be sent is
/// dropped and counted. Send after the commit, never within the transaction: a transaction with
/// NOTIFY takes a lock on the whole database when it commits.
public final class HintChannel implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HintChannel.class);

  private final HintSender sender;
  private final @Nullable HintReceiver receiver;

  private HintChannel(HintSender sender, @Nullable HintReceiver receiver) {
    this.sender = sender;
    this.receiver = receiver;
  }

  /// Connects in the background. Behind a pooler without a direct URL nothing is heard, only sent.
  public static HintChannel open(DatabaseAccess access, HintSettings settings) {
    HintSender sender = new HintSender(access, settings.channel());
    HintReceiver receiver =
        access.sessionUrl().map(url -> new HintReceiver(access, url, settings)).orElse(null);
    sender.start();
    if (receiver == null) {
      log.info("no direct database URL: changes made by other processes are found by polling");
    } else {
      receiver.start();
    }
    return new HintChannel(sender, receiver);
  }

  /// Calls the listener from now on.
  ///
  /// @return ends the subscription
  public Runnable subscribe(HintListener listener) {
    if (receiver == null) {
      return () -> {};
    }
    receiver.add(listener);
    return () -> receiver.remove(listener);
  }

  public void publish(String key) {
    sender.publish(List.of(key));
  }

  /// Returns at once.
  public void publish(Collection<String> keys) {
    sender.publish(keys);
  }

  /// Whether hints arrive just now.
  public boolean isListening() {
    return receiver != null && receiver.isListening();
  }

  /// How often listening began: one more than the reconnects.
  public long connects() {
    return receiver == null ? 0 : receiver.connects();
  }

  public long receivedNotifications() {
    return receiver == null ? 0 : receiver.notifications();
  }

  public long sentNotifications() {
    return sender.notifications();
  }

  public long droppedKeys() {
    return sender.droppedKeys();
  }

  @Override
  public void close() {
    if (receiver != null) {
      receiver.close();
    }
    sender.close();
  }
}
