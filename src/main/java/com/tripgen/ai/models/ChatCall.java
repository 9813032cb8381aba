package com.tripgen.ai.models;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One question to one of LangChain4j's models, and its outcome as a reply.
final class ChatCall {
  private static final int REQUEST_TIMEOUT = 408;
  private static final int CONFLICT = 409;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int FIRST_SERVER_ERROR = 500;

  private ChatCall() {}

  static ModelReply reply(
      ChatModel model,
      Question question,
      @Nullable Objection objection,
      Optional<ModelEndpoint.Key> key)
      throws InterruptedException {
    try {
      return reply(model.chat(request(question, objection)), key);
    } catch (RuntimeException e) {
      return failure(e);
    }
  }

  private static ChatRequest request(Question question, @Nullable Objection objection) {
    List<ChatMessage> messages = new ArrayList<>();
    messages.add(SystemMessage.from(question.instructions()));
    messages.add(UserMessage.from(question.data()));
    if (objection != null) {
      if (!objection.answer().isBlank()) {
        messages.add(AiMessage.from(objection.answer()));
      }
      messages.add(UserMessage.from(objection.text()));
    }
    return ChatRequest.builder()
        .messages(messages)
        .responseFormat(
            ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(
                    JsonSchema.builder()
                        .name("answer")
                        .rootElement(JsonRawSchema.from(question.schema()))
                        .build())
                .build())
        .build();
  }

  private static ModelReply reply(ChatResponse response, Optional<ModelEndpoint.Key> key) {
    Usage usage = usage(response.tokenUsage());
    FinishReason reason = response.finishReason();
    if (reason == FinishReason.LENGTH) {
      return new ModelReply.Truncated(usage);
    }
    if (reason == FinishReason.CONTENT_FILTER || reason == FinishReason.OTHER) {
      return new ModelReply.Refused("ended with " + reason, usage);
    }
    String text = Objects.requireNonNullElse(response.aiMessage().text(), "");
    return key.filter(it -> text.contains(it.text())).isPresent()
        ? new ModelReply.Refused("repeats the key", usage)
        : new ModelReply.Answer(text, usage);
  }

  private static Usage usage(@Nullable TokenUsage usage) {
    return usage == null
        ? Usage.NONE
        : new Usage(count(usage.inputTokenCount()), count(usage.outputTokenCount()));
  }

  private static long count(@Nullable Integer tokens) {
    return tokens == null ? 0 : tokens;
  }

  /// What the provider wrote about it is not repeated: keys and questions come back in it.
  private static ModelReply failure(RuntimeException failure) throws InterruptedException {
    Optional<TransportException> transport = cause(failure, TransportException.class);
    if (transport.isPresent()) {
      return failure(transport.get());
    }
    Optional<StatusException> status = cause(failure, StatusException.class);
    if (status.isPresent()) {
      return failure(status.get());
    }
    return failure instanceof ContentFilteredException
        ? new ModelReply.Refused("was filtered", Usage.NONE)
        : new ModelReply.Garbled("answers in another protocol");
  }

  private static ModelReply failure(TransportException transport) throws InterruptedException {
    return switch (transport.trouble()) {
      case INTERRUPTED -> throw new InterruptedException("the call of a model was interrupted");
      case TOO_LATE -> new ModelReply.Unavailable("did not answer in time");
      case NOT_REACHED -> new ModelReply.Unavailable("cannot be reached");
      case BROKEN_OFF -> new ModelReply.Garbled("broke off, or answered too much");
    };
  }

  private static ModelReply failure(StatusException status) {
    int code = status.statusCode();
    return switch (code) {
      case 401, 403 -> new ModelReply.KeyRefused(code);
      case TOO_MANY_REQUESTS -> new ModelReply.RateLimited(status.retryAfter());
      case REQUEST_TIMEOUT, CONFLICT -> new ModelReply.Unavailable("answered " + code);
      default ->
          code >= FIRST_SERVER_ERROR
              ? new ModelReply.Unavailable("answered " + code)
              : new ModelReply.Refused("answered " + code, Usage.NONE);
    };
  }

  private static <T> Optional<T> cause(Throwable failure, Class<T> type) {
    return Stream.<Throwable>iterate(failure, it -> it != null, Throwable::getCause)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }
}
