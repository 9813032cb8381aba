package com.tripgen.ai.models;

import dev.langchain4j.model.openai.OpenAiChatModel;
import java.net.http.HttpClient;
import org.jspecify.annotations.Nullable;

/// A model behind OpenAI's chat completions, at OpenAI or at whoever speaks its protocol.
final class OpenAiProvider implements ModelProvider {
  private final ModelEndpoint endpoint;
  private final HttpClient connections;

  OpenAiProvider(ModelEndpoint endpoint, HttpClient connections) {
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
        OpenAiChatModel.builder()
            .httpClientBuilder(BoundedHttp.until(deadline, connections))
            .baseUrl(endpoint.base().toString())
            .modelName(endpoint.model())
            .strictJsonSchema(true)
            .maxRetries(0);
    endpoint.key().ifPresent(key -> model.apiKey(key.text()));
    // OpenAI's newer models refuse the old name of this limit, and local servers know no other.
    if (endpoint.isAtVendor()) {
      model.maxCompletionTokens(question.mostOutputTokens());
    } else {
      model.maxTokens(question.mostOutputTokens());
    }
    return ChatCall.reply(model.build(), question, objection, endpoint.key());
  }
}
