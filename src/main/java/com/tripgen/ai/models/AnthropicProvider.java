package com.tripgen.ai.models;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import java.net.http.HttpClient;
import org.jspecify.annotations.Nullable;

/// A model behind Anthropic's messages.
final class AnthropicProvider implements ModelProvider {
  private final ModelEndpoint endpoint;
  private final HttpClient connections;

  AnthropicProvider(ModelEndpoint endpoint, HttpClient connections) {
    this.endpoint = endpoint;
    this.connections = connections;
  }

  @Override
  public String model() {
    return endpoint.model();
  }

  @Override
  public ModelReply ask(Question question, @Nullable Objection objection, Deadline deadline)
      throws InterruptedException {
    var model =
        AnthropicChatModel.builder()
            .httpClientBuilder(BoundedHttp.until(deadline, connections))
            .baseUrl(endpoint.base().toString())
            .apiKey(endpoint.key().map(ModelEndpoint.Key::text).orElse(""))
            .modelName(endpoint.model())
            .maxTokens(question.mostOutputTokens())
            .maxRetries(0);
    return ChatCall.reply(model.build(), question, objection, endpoint.key());
  }
}
