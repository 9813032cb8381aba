package com.tripgen.ai.models;

import com.tripgen.ai.models.TransportException.Trouble;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/// The HTTP of one call. LangChain4j's own adapter of the JDK's client stops its clock at the
/// headers and reads a body of any size; here the last byte has to come before the deadline, there
/// is an upper limit to the bytes, and interrupting the thread ends the call.
final class BoundedHttp implements HttpClient {
  private static final int LARGEST_ANSWER = 256 * 1024;
  private static final int FIRST_FAILURE = 300;

  private final java.net.http.HttpClient client;
  private final Deadline deadline;

  private BoundedHttp(java.net.http.HttpClient client, Deadline deadline) {
    this.client = client;
    this.deadline = deadline;
  }

  /// Connections, shared by all calls.
  static java.net.http.HttpClient connections(Duration connectTimeout) {
    return java.net.http.HttpClient.newBuilder()
        .version(java.net.http.HttpClient.Version.HTTP_1_1)
        .connectTimeout(connectTimeout)
        .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
        .build();
  }

  /// As the builders of LangChain4j's models want it.
  static HttpClientBuilder until(Deadline deadline, java.net.http.HttpClient client) {
    return new Until(new BoundedHttp(client, deadline));
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    HttpResponse<byte[]> response = exchange(translated(request));
    if (response.statusCode() >= FIRST_FAILURE) {
      throw new StatusException(
          response.statusCode(),
          response.headers().firstValue("Retry-After").orElse(""),
          Instant.now());
    }
    return SuccessfulHttpResponse.builder()
        .statusCode(response.statusCode())
        .headers(response.headers().map())
        .body(response.body())
        .build();
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    throw new UnsupportedOperationException("answers are not streamed");
  }

  private static java.net.http.HttpRequest translated(HttpRequest request) {
    String body = request.body();
    var translated =
        java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
            .method(
                request.method().name(),
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    request
        .headers()
        .forEach((name, values) -> values.forEach(value -> translated.header(name, value)));
    return translated.build();
  }

  private HttpResponse<byte[]> exchange(java.net.http.HttpRequest request) {
    AtomicBoolean begun = new AtomicBoolean();
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request,
            head -> {
              begun.set(true);
              return BodySubscribers.limiting(BodySubscribers.ofByteArray(), LARGEST_ANSWER);
            });
    try {
      return answer.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new TransportException(Trouble.TOO_LATE, e);
    } catch (InterruptedException e) {
      throw new TransportException(Trouble.INTERRUPTED, e);
    } catch (ExecutionException e) {
      throw new TransportException(
          begun.get() ? Trouble.BROKEN_OFF : Trouble.NOT_REACHED,
          Objects.requireNonNullElse(e.getCause(), e));
    } finally {
      answer.cancel(true);
    }
  }

  /// Time limits of LangChain4j are not asked: the deadline is the only one.
  private record Until(BoundedHttp http) implements HttpClientBuilder {
    @Override
    public Duration connectTimeout() {
      return http.deadline.remaining();
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
      return this;
    }

    @Override
    public Duration readTimeout() {
      return http.deadline.remaining();
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
      return this;
    }

    @Override
    public HttpClient build() {
      return http;
    }
  }
}
