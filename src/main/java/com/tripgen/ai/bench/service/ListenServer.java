package com.tripgen.ai.bench.service;

import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/// The least that can carry a notification of PostgreSQL to a stream: a bare gRPC server that
/// listens, and sends each payload to the stream that it names. A stream that is opened without a
/// name is told nothing.
final class ListenServer {
  static final String CHANNEL = "tripgen_bench";
  static final char NAME_ENDS = ' ';

  private static final Map<String, StreamObserver<byte[]>> STREAMS = new ConcurrentHashMap<>();

  private ListenServer() {}

  static void main(String[] arguments) throws IOException, SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                ChildDatabase.url(), ChildDatabase.user(), ChildDatabase.password());
        Statement listen = connection.createStatement()) {
      listen.execute("LISTEN " + CHANNEL);
      Server server =
          NettyServerBuilder.forAddress(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                  InsecureServerCredentials.create())
              .executor(Executors.newVirtualThreadPerTaskExecutor())
              .addService(service())
              .build()
              .start();
      System.out.println("serving gRPC on 127.0.0.1:" + server.getPort());
      PGConnection notices = connection.unwrap(PGConnection.class);
      while (true) {
        for (PGNotification notification : notices.getNotifications(0)) {
          send(notification.getParameter());
        }
      }
    }
  }

  private static void send(String payload) {
    StreamObserver<byte[]> stream = STREAMS.get(payload.substring(0, payload.indexOf(NAME_ENDS)));
    if (stream != null) {
      stream.onNext(payload.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static ServerServiceDefinition service() {
    return ServerServiceDefinition.builder("tripgen.bench.Listen")
        .addMethod(
            RawCalls.LISTEN,
            ServerCalls.<byte[], byte[]>asyncServerStreamingCall(
                (name, observer) -> {
                  // The first message says that it is open, as a watch's snapshot does.
                  observer.onNext(name);
                  if (name.length > 0) {
                    STREAMS.put(new String(name, StandardCharsets.UTF_8), observer);
                  }
                }))
        .build();
  }
}
