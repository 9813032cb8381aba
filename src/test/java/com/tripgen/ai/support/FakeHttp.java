package com.tripgen.ai.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A service of the outside world that speaks real HTTP and answers as a test wants it to.
public final class FakeHttp implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Answers answers;

  /// What was asked.
  public record Request(String method, URI uri, String body) {
    public String path() {
      return uri.getPath();
    }
  }

  /// What is answered.
  @FunctionalInterface
  public interface Answers {
    Answer to(Request request) throws IOException, InterruptedException;
  }

  /// An answer.
  public record Answer(int status, String body) {
    public static Answer json(String body) {
      return new Answer(200, body);
    }
  }

  public FakeHttp(Answers answers) throws IOException {
    this.answers = answers;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /// From now on.
  public void answer(Answers next) {
    answers = next;
  }

  /// Never answers, until the fake is closed.
  public Answer hang() throws InterruptedException {
    closed.await();
    return new Answer(503, "");
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI(),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      requests.add(request);
      Answer answer = answers.to(request);
      byte[] body = answer.body().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
