package com.tripgen.ai.models;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.tripgen.ai.models.ModelEndpoint.Vendor;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;

/// Has a vendor's protocol spoken once with ourselves. The first question of a process loads many
/// classes: on a busy machine that took two seconds, of a deadline of five.
final class WarmUp {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Question QUESTION =
      new Question(
          "warm-up/1",
          "Answer with an empty object.",
          "{}",
          "{\"type\":\"object\",\"properties\":{},\"required\":[],\"additionalProperties\":false}",
          10);

  private WarmUp() {}

  /// @throws IOException when no port of this machine can be had
  static ModelReply of(Vendor vendor, HttpClient connections)
      throws IOException, InterruptedException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var _ = Thread.ofVirtual().name("model-warm-up").start(() -> answer(server, vendor));
      ModelEndpoint ourselves =
          new ModelEndpoint(
              vendor,
              URI.create("http://127.0.0.1:%d/v1".formatted(server.getLocalPort())),
              "warm-up",
              Optional.of(new ModelEndpoint.Key("none")),
              Optional.empty());
      return ourselves.provider(connections).ask(QUESTION, null, Deadline.in(PATIENCE));
    }
  }

  private static void answer(ServerSocket server, Vendor vendor) {
    byte[] body = body(vendor).getBytes(UTF_8);
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    try (Socket socket = server.accept()) {
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(UTF_8));
      out.write(body);
      socket.shutdownOutput();
      // A question that is not read would take the answer back.
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // Whoever asked has gone: there is nothing left to warm up.
    }
  }

  private static String body(Vendor vendor) {
    return switch (vendor) {
      case OPENAI ->
          """
          {"id":"1","object":"chat.completion","model":"warm-up","choices":[{"index":0,"finish_reason":"stop",\
          "message":{"role":"assistant","content":"{}"}}],\
          "usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}
          """;
      case ANTHROPIC ->
          """
          {"id":"1","type":"message","role":"assistant","model":"warm-up","stop_reason":"end_turn",\
          "content":[{"type":"text","text":"{}"}],"usage":{"input_tokens":1,"output_tokens":1}}
          """;
    };
  }
}
