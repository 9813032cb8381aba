package com.tripgen.ai.models;

/// Is told of every call of a model, for metrics and traces. Called on the thread that asks.
@FunctionalInterface
public interface ModelListener {
  ModelListener NONE = (vendor, call) -> {};

  /// A call ended, or was not made.
  ///
  /// @param vendor whose protocol is spoken with the model
  void called(ModelEndpoint.Vendor vendor, ModelCall call);

  /// The answer of the call breaks a rule.
  default void rejected(ModelCall call) {}
}
