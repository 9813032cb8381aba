package com.tripgen.ai.models;

import com.tripgen.ai.models.ModelEndpoint.Vendor;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The models that are configured, in the order in which they are tried.
public final class Models implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Models.class);

  private final ModelSettings settings;
  private final List<GuardedModel> models;
  private final ModelLedger ledger;
  private final ModelListener listener;
  private final HttpClient connections;

  public Models(ModelSettings settings, ModelLedger ledger, ModelListener listener) {
    HttpClient client = BoundedHttp.connections(settings.deadline());
    this.settings = settings;
    this.ledger = ledger;
    this.listener = listener;
    this.connections = client;
    this.models =
        settings.endpoints().stream()
            .map(
                endpoint ->
                    new GuardedModel(
                        endpoint.vendor(), endpoint.provider(client), endpoint.price()))
            .toList();
  }

  /// Whether there is none to ask.
  public boolean isEmpty() {
    return models.isEmpty();
  }

  public ModelSession session(Asker asker) {
    return new ModelSession(models, settings, ledger, listener, asker);
  }

  /// Loads in the background what the first question needs, so that its deadline is left to the
  /// model.
  public void warmUp() {
    var _ = Thread.ofVirtual().name("model-warm-up").start(this::speakOnce);
  }

  private void speakOnce() {
    try {
      for (Vendor vendor : vendors()) {
        var _ = WarmUp.of(vendor, connections);
      }
    } catch (IOException e) {
      LOG.debug("the first question will load its classes itself", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Vendor> vendors() {
    return settings.endpoints().stream().map(ModelEndpoint::vendor).distinct().toList();
  }

  /// Ends the calls under way.
  @Override
  public void close() {
    connections.shutdownNow();
  }
}
