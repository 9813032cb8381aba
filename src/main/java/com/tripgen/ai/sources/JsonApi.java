package com.tripgen.ai.sources;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An HTTP API that speaks JSON. Every call has a time limit, the last byte included, and an answer
/// a size limit; while most calls fail, none is made.
final class JsonApi {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final long LARGEST_ANSWER = 4L * 1024 * 1024;

  private final String name;
  private final URI base;
  private final Duration timeout;
  private final CircuitBreaker breaker;
  private final HttpClient client;
  private final SourceListener listener;

  /// @param name for the log
  /// @param base what the paths are appended to
  JsonApi(
      String name,
      URI base,
      Duration timeout,
      CircuitBreakerConfig breaker,
      SourceListener listener) {
    this.listener = listener;
    this.name = name;
    this.base = base;
    this.timeout = timeout;
    this.breaker = CircuitBreaker.of(name, breaker);
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /// Asks nobody for half a minute once half of the last calls, and at least five, have failed.
  static CircuitBreakerConfig patience() {
    return CircuitBreakerConfig.custom()
        .slidingWindowSize(20)
        .minimumNumberOfCalls(5)
        .failureRateThreshold(50)
        .waitDurationInOpenState(Duration.ofSeconds(30))
        .permittedNumberOfCallsInHalfOpenState(2)
        .build();
  }

  /// Empty when there is no such thing.
  Optional<JsonNode> get(String path) throws SourceUnavailableException, InterruptedException {
    return send(request(path).GET().build());
  }

  Optional<JsonNode> post(String path, JsonNode body)
      throws SourceUnavailableException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    String start = base.toString();
    return HttpRequest.newBuilder(
            URI.create(
                (start.endsWith("/") ? start.substring(0, start.length() - 1) : start) + path))
        .header("Accept", "application/json")
        .timeout(timeout);
  }

  private Optional<JsonNode> send(HttpRequest request)
      throws SourceUnavailableException, InterruptedException {
    if (!breaker.tryAcquirePermission()) {
      throw new SourceUnavailableException(name + " failed too often lately and is not asked");
    }
    long started = System.nanoTime();
    try {
      Optional<JsonNode> answer = read(exchange(request));
      breaker.onSuccess(System.nanoTime() - started, TimeUnit.NANOSECONDS);
      listener.called(name, true, Duration.ofNanos(System.nanoTime() - started));
      return answer;
    } catch (SourceUnavailableException e) {
      breaker.onError(System.nanoTime() - started, TimeUnit.NANOSECONDS, e);
      listener.called(name, false, Duration.ofNanos(System.nanoTime() - started));
      throw e;
    } catch (InterruptedException e) {
      breaker.releasePermission();
      throw e;
    }
  }

  /// The client's own limit ends with the headers; this one ends with the body.
  private HttpResponse<byte[]> exchange(HttpRequest request)
      throws SourceUnavailableException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
    try {
      return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new SourceUnavailableException(
          name + " did not answer within " + timeout.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw new SourceUnavailableException(name + " cannot be reached", e);
    } finally {
      answer.cancel(true);
    }
  }

  private Optional<JsonNode> read(HttpResponse<byte[]> response) throws SourceUnavailableException {
    if (response.statusCode() == NOT_FOUND) {
      return Optional.empty();
    }
    if (response.statusCode() != OK) {
      throw new SourceUnavailableException(name + " answered " + response.statusCode());
    }
    try {
      return Optional.of(JsonMapper.shared().readTree(response.body()));
    } catch (JacksonException e) {
      throw new SourceUnavailableException(name + " answered something that is not JSON", e);
    }
  }
}
