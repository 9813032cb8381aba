package com.tripgen.ai.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.tripgen.ai.models.Usage;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A provider of models on this machine that speaks the HTTP protocols of OpenAI and of Anthropic,
/// and behaves as badly as it is told to. It counts the tokens of every answer that it got rid of.
public final class FakeModelServer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int CHARACTERS_PER_TOKEN = 4;
  private static final int HUGE_BYTES = 64 * 1024 * 1024;
  private static final Duration DRIP = Duration.ofMillis(20);

  private final WatchedHttpServer server;
  private final AtomicInteger calls = new AtomicInteger();
  private final List<String> questions = new CopyOnWriteArrayList<>();
  private final Set<String> instructions = ConcurrentHashMap.newKeySet();
  private final AtomicLong inputTokens = new AtomicLong();
  private final AtomicLong outputTokens = new AtomicLong();
  private volatile Behaviour behaviour;

  /// How it behaves.
  public enum Behaviour {
    /// Answers as it is asked to.
    HONEST,
    /// Answers wrongly the first time, and rightly once it is told so.
    REPAIRABLE,
    INVENTS_PLACES,
    REPEATS_PLACES,
    PROSE,
    /// `finish_reason` is `length`.
    HALF_JSON,
    EMPTY,
    RATE_LIMITED,
    SERVER_ERROR,
    HANGS,
    DRIPS,
    HUGE,
    /// Writes down what it was told, its key and the special requests, wherever there is room.
    OBEYS_INJECTIONS,
    WRONG_KEY
  }

  /// The two protocols.
  private enum Protocol {
    OPENAI,
    ANTHROPIC
  }

  /// Listens on a free port.
  ///
  /// @throws IOException when it cannot listen
  public FakeModelServer(Behaviour behaviour) throws IOException {
    this.behaviour = behaviour;
    this.server = new WatchedHttpServer(this::handle);
  }

  /// As a base URL is configured.
  public URI base() {
    return URI.create("http://127.0.0.1:" + server.port() + "/v1");
  }

  /// From now on.
  public void behave(Behaviour next) {
    behaviour = next;
  }

  /// How often it was asked.
  public int calls() {
    return calls.get();
  }

  /// All that it was told, as it came.
  public List<String> questions() {
    return List.copyOf(questions);
  }

  /// The lines that it was told as instructions.
  List<String> instructions() {
    return instructions.stream().flatMap(String::lines).filter(line -> !line.isBlank()).toList();
  }

  /// How often whoever asked went away before the question or the answer was over.
  public int abandoned() {
    return server.abandoned();
  }

  /// The tokens of all answers that were delivered, and of their questions.
  public Usage delivered() {
    return new Usage(inputTokens.get(), outputTokens.get());
  }

  private void handle(WatchedExchange exchange) throws IOException, InterruptedException {
    Optional<Protocol> protocol = protocol(exchange.path());
    if (protocol.isPresent()) {
      answer(exchange, protocol.get());
    } else {
      var _ = exchange.body();
      refuse(exchange, 404, "nowhere", Map.of());
    }
  }

  private void answer(WatchedExchange exchange, Protocol protocol)
      throws IOException, InterruptedException {
    int number = calls.incrementAndGet();
    String body = exchange.body();
    questions.add(body);
    FakeQuestion question = FakeQuestion.of(JSON.readTree(body), key(exchange));
    instructions.add(question.instructions());
    switch (behaviour) {
      case RATE_LIMITED -> refuse(exchange, 429, question.key(), Map.of("Retry-After", "1"));
      case SERVER_ERROR -> refuse(exchange, 500, question.key(), Map.of());
      case WRONG_KEY -> refuse(exchange, 401, question.key(), Map.of());
      case HANGS -> exchange.awaitGone();
      case DRIPS -> drip(exchange);
      case HUGE -> huge(exchange);
      case HALF_JSON -> {
        String whole = FakeAnswers.honest(question);
        String half = whole.substring(0, whole.length() / 2);
        answer(exchange, protocol, body, half, true);
      }
      case HONEST, REPAIRABLE, INVENTS_PLACES, REPEATS_PLACES, PROSE, EMPTY, OBEYS_INJECTIONS -> {
        String text = FakeAnswers.of(behaviour, question, number);
        answer(exchange, protocol, body, text, false);
      }
    }
  }

  private static Optional<Protocol> protocol(String path) {
    return switch (path) {
      case "/v1/chat/completions" -> Optional.of(Protocol.OPENAI);
      case "/v1/messages" -> Optional.of(Protocol.ANTHROPIC);
      default -> Optional.empty();
    };
  }

  private static String key(WatchedExchange exchange) {
    String bearer = exchange.header("Authorization");
    return bearer.isEmpty() ? exchange.header("x-api-key") : bearer.replace("Bearer ", "");
  }

  private void answer(
      WatchedExchange exchange, Protocol protocol, String asked, String text, boolean cutOff)
      throws IOException {
    Usage usage = new Usage(tokens(asked), tokens(text));
    ObjectNode answer =
        switch (protocol) {
          case OPENAI -> openAi(text, cutOff, usage);
          case ANTHROPIC -> anthropic(text, cutOff, usage);
        };
    // Counted first: whoever reads the answer may ask for the count at once.
    inputTokens.addAndGet(usage.inputTokens());
    outputTokens.addAndGet(usage.outputTokens());
    exchange.send(200, Map.of(), JSON.writeValueAsBytes(answer));
  }

  private static ObjectNode openAi(String text, boolean cutOff, Usage usage) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("id", "fake").put("object", "chat.completion").put("model", "fake");
    ObjectNode choice = answer.putArray("choices").addObject();
    choice.put("index", 0).put("finish_reason", cutOff ? "length" : "stop");
    choice.putObject("message").put("role", "assistant").put("content", text);
    answer
        .putObject("usage")
        .put("prompt_tokens", usage.inputTokens())
        .put("completion_tokens", usage.outputTokens())
        .put("total_tokens", usage.tokens());
    return answer;
  }

  private static ObjectNode anthropic(String text, boolean cutOff, Usage usage) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("id", "fake").put("type", "message").put("role", "assistant").put("model", "fake");
    answer.putArray("content").addObject().put("type", "text").put("text", text);
    answer.put("stop_reason", cutOff ? "max_tokens" : "end_turn");
    answer
        .putObject("usage")
        .put("input_tokens", usage.inputTokens())
        .put("output_tokens", usage.outputTokens());
    return answer;
  }

  private static long tokens(String text) {
    return Math.ceilDiv(text.length(), CHARACTERS_PER_TOKEN);
  }

  /// Errors of providers repeat the key.
  private static void refuse(
      WatchedExchange exchange, int status, String key, Map<String, String> headers)
      throws IOException {
    ObjectNode error = JsonNodeFactory.instance.objectNode();
    error.putObject("error").put("message", "refused, your key is " + key);
    exchange.send(status, headers, JSON.writeValueAsBytes(error));
  }

  /// A byte now and then, until nobody listens any more.
  private static void drip(WatchedExchange exchange) throws IOException, InterruptedException {
    exchange.begin();
    while (!exchange.awaitGone(DRIP)) {
      exchange.write(new byte[] {' '});
    }
  }

  private static void huge(WatchedExchange exchange) throws IOException {
    exchange.begin();
    byte[] block = " ".repeat(64 * 1024).getBytes(UTF_8);
    for (int sent = 0; sent < HUGE_BYTES; sent += block.length) {
      exchange.write(block);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
