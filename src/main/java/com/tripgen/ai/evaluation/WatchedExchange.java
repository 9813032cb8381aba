package com.tripgen.ai.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// A question over HTTP and its answer, by a server that watches whether anybody still waits.
final class WatchedExchange implements AutoCloseable {
  private static final String END_OF_HEAD = "\r\n\r\n";

  private final Socket socket;
  private final String path;
  private final Map<String, String> headers;
  private final Runnable abandoned;
  private final CountDownLatch gone = new CountDownLatch(1);
  private final AtomicBoolean over = new AtomicBoolean();

  private WatchedExchange(
      Socket socket, String path, Map<String, String> headers, Runnable abandoned) {
    this.socket = socket;
    this.path = path;
    this.headers = headers;
    this.abandoned = abandoned;
  }

  /// Reads the head.
  ///
  /// @param abandoned is told, once, when whoever asks leaves from now on
  /// @return empty when nothing was asked
  static Optional<WatchedExchange> read(Socket socket, Runnable abandoned) throws IOException {
    String head = head(socket.getInputStream());
    if (!head.endsWith(END_OF_HEAD)) {
      return Optional.empty();
    }
    List<String> lines = head.strip().lines().toList();
    Map<String, String> headers = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    String path = lines.getFirst().split(" ", 3)[1];
    return Optional.of(new WatchedExchange(socket, path, headers, abandoned));
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      head.write(next);
      if (next == '\n' && head.toString(UTF_8).endsWith(END_OF_HEAD)) {
        break;
      }
    }
    return head.toString(UTF_8);
  }

  String path() {
    return path;
  }

  /// Empty when the question has no such header.
  String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  /// Reads the body, of a known length; from then on it is watched whether anybody waits.
  String body() throws IOException {
    int length = Integer.parseInt(header("Content-Length"));
    byte[] body;
    try {
      body = socket.getInputStream().readNBytes(length);
      if (body.length < length) {
        throw new EOFException("the question breaks off");
      }
    } catch (IOException e) {
      leave();
      throw e;
    }
    var _ = Thread.ofVirtual().name("watched-http").start(this::watch);
    return new String(body, UTF_8);
  }

  private void watch() {
    try {
      while (socket.getInputStream().read() >= 0) {}
    } catch (IOException e) {
      // Gone as well.
    }
    leave();
  }

  private void leave() {
    if (over.compareAndSet(false, true)) {
      abandoned.run();
    }
    gone.countDown();
  }

  /// Waits until nobody listens any more.
  ///
  /// @return whether that is so
  boolean awaitGone(Duration patience) throws InterruptedException {
    return gone.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// The same, however long it takes.
  void awaitGone() throws InterruptedException {
    gone.await();
  }

  /// A whole answer.
  void send(int status, Map<String, String> more, byte[] body) throws IOException {
    StringBuilder head = head(status).append("Content-Length: ").append(body.length).append("\r\n");
    more.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    // Before the last byte: whoever has it may leave.
    boolean awaited = over.compareAndSet(false, true);
    try {
      socket.getOutputStream().write(head.append("\r\n").toString().getBytes(UTF_8));
      socket.getOutputStream().write(body);
    } catch (IOException e) {
      if (awaited) {
        abandoned.run();
      }
      throw e;
    }
  }

  /// The head of an answer that ends when it does.
  void begin() throws IOException {
    write(head(200).append("\r\n").toString().getBytes(UTF_8));
  }

  /// More of an answer that has begun.
  void write(byte[] part) throws IOException {
    try {
      socket.getOutputStream().write(part);
    } catch (IOException e) {
      leave();
      throw e;
    }
  }

  private static StringBuilder head(int status) {
    return new StringBuilder("HTTP/1.1 %d Fake\r\n".formatted(status))
        .append("Connection: close\r\nContent-Type: application/json\r\n");
  }

  /// Ends the exchange from this side.
  @Override
  public void close() {
    over.set(true);
    gone.countDown();
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
