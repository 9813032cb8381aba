package com.tripgen.ai.models;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.Optional;

/// A model and where to ask it.
///
/// @param base what the vendor's paths are appended to, such as `https://api.openai.com/v1`
/// @param price empty when nobody told it; its calls then count as free, and the metadata says so
public record ModelEndpoint(
    Vendor vendor, URI base, String model, Optional<Key> key, Optional<TokenPrice> price) {

  /// Whose protocol is spoken.
  public enum Vendor {
    OPENAI(URI.create("https://api.openai.com/v1")),
    ANTHROPIC(URI.create("https://api.anthropic.com/v1"));

    private final URI base;

    Vendor(URI base) {
      this.base = base;
    }

    public URI base() {
      return base;
    }
  }

  /// What a provider knows us by.
  public record Key(String text) {
    /// Without the key.
    @Override
    public String toString() {
      return "Key[***]";
    }
  }

  public ModelEndpoint {
    String text = base.toString();
    base = text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : base;
    if (model.isBlank()) {
      throw new IllegalArgumentException("a model has a name");
    }
  }

  boolean isAtVendor() {
    return base.equals(vendor.base());
  }

  ModelProvider provider(HttpClient connections) {
    return switch (vendor) {
      case OPENAI -> new OpenAiProvider(this, connections);
      case ANTHROPIC -> new AnthropicProvider(this, connections);
    };
  }
}
