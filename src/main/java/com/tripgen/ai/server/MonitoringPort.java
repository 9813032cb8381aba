package com.tripgen.ai.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// Health and metrics over HTTP, for orchestrators and Prometheus.
///
/// `/health/live` answers while the process runs, whatever its database does: starting it anew
/// would not help. `/health/ready` follows [Readiness].
final class MonitoringPort implements AutoCloseable {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int UNAVAILABLE = 503;

  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpServer http;

  /// Not virtual: those share processors with calls that compute, and whoever asks whether this
  /// process lives must not wait behind them.
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("monitoring-", 0).factory());

  private final Supplier<Optional<String>> trouble;
  private final Supplier<String> scrape;

  private record Answer(int status, String type, String body) {}

  /// @param trouble why no calls should come, or empty
  /// @throws IOException when the port cannot be had
  MonitoringPort(
      InetSocketAddress address, Supplier<Optional<String>> trouble, Supplier<String> scrape)
      throws IOException {
    this.trouble = trouble;
    this.scrape = scrape;
    this.http = HttpServer.create(address, 0);
    http.setExecutor(threads);
    http.createContext("/", this::answer);
    http.start();
  }

  InetSocketAddress address() {
    return http.getAddress();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean head = exchange.getRequestMethod().equals("HEAD");
      Answer answer =
          head || exchange.getRequestMethod().equals("GET")
              ? answer(exchange.getRequestURI().getPath())
              : new Answer(METHOD_NOT_ALLOWED, TEXT, "only GET and HEAD\n");
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      exchange.sendResponseHeaders(answer.status(), head ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private Answer answer(String path) {
    return switch (path) {
      case "/health/live" -> new Answer(OK, TEXT, "live\n");
      case "/health/ready" ->
          trouble
              .get()
              .map(reason -> new Answer(UNAVAILABLE, TEXT, reason + "\n"))
              .orElseGet(() -> new Answer(OK, TEXT, "ready\n"));
      case "/metrics" -> new Answer(OK, METRICS, scrape.get());
      default ->
          new Answer(NOT_FOUND, TEXT, "there are /health/live, /health/ready and /metrics\n");
    };
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
