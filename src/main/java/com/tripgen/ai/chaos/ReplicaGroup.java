package com.tripgen.ai.chaos;

import com.tripgen.ai.chaos.ServeProcess.Launch;
import com.tripgen.ai.database.DatabaseAccess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Server processes on one database. Each keeps its address over restarts, as behind a stable name.
final class ReplicaGroup implements AutoCloseable {
  private final List<Launch> launches = new ArrayList<>();
  private final List<ServeProcess> processes = new ArrayList<>();

  private ReplicaGroup() {}

  /// Starts replicas and waits until all of them serve.
  ///
  /// @param arguments of `serve`, besides the database and the port
  /// @param environments of each replica, besides that of this process
  /// @param logs folder for one log file of each
  static ReplicaGroup start(
      DatabaseAccess database,
      List<String> arguments,
      List<Map<String, String>> environments,
      Path logs)
      throws IOException, InterruptedException {
    ReplicaGroup group = new ReplicaGroup();
    try {
      for (Map<String, String> environment : environments) {
        Path log = logs.resolve("replica-" + group.size() + ".log");
        group.add(new Launch(database, freePort(), arguments, environment, log));
      }
      group.awaitServing();
      return group;
    } catch (IOException | InterruptedException | RuntimeException e) {
      group.close();
      throw e;
    }
  }

  /// Only once the replica listens, which it does early, is its port safe from others.
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void add(Launch launch) throws IOException {
    launches.add(launch);
    processes.add(ServeProcess.start(launch));
  }

  void awaitServing() throws InterruptedException {
    for (ServeProcess process : processes) {
      var _ = process.awaitServing();
    }
  }

  int size() {
    return processes.size();
  }

  ServeProcess get(int index) {
    return processes.get(index);
  }

  List<InetSocketAddress> addresses() {
    return launches.stream()
        .map(launch -> new InetSocketAddress(InetAddress.getLoopbackAddress(), launch.port()))
        .toList();
  }

  /// Starts the replica anew if it has ended.
  void revive(int index) throws IOException, InterruptedException {
    if (!processes.get(index).isAlive()) {
      processes.set(index, ServeProcess.start(launches.get(index)));
      var _ = processes.get(index).awaitServing();
    }
  }

  void reviveAll() throws IOException, InterruptedException {
    for (int index = 0; index < size(); index++) {
      revive(index);
    }
  }

  /// Drains and restarts one replica after the other.
  void restartRolling() throws IOException, InterruptedException {
    for (int index = 0; index < size(); index++) {
      int code = processes.get(index).drain();
      if (code != 0) {
        throw new IllegalStateException(
            "a drained replica ended with %d, see %s".formatted(code, launches.get(index).log()));
      }
      revive(index);
    }
  }

  @Override
  public void close() {
    processes.forEach(ServeProcess::close);
  }
}
