package com.tripgen.ai.bench.service;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/// Measures figures one after the other, each on a PostgreSQL of its own.
public final class ServiceBench implements AutoCloseable {
  private final BenchSites sites;
  private final List<Pace> paces;
  private final LongForm longForm;

  /// @param folder for data and logs
  /// @param paces at least one; what misses its floor at one is measured again at the next
  public ServiceBench(Path folder, List<Pace> paces, LongForm longForm) {
    this.sites = new BenchSites(folder);
    this.paces = List.copyOf(paces);
    this.longForm = longForm;
  }

  /// Measures what is asked for.
  ///
  /// @param progress is told what is being measured
  public ServiceReport run(List<Figure> figures, Consumer<String> progress)
      throws IOException, InterruptedException {
    List<FigureResult> results = new ArrayList<>();
    for (Figure figure : figures) {
      progress.accept(figure.label());
      Iterator<Pace> pace = paces.iterator();
      FigureResult result = measure(figure, pace.next());
      while (!result.holds() && pace.hasNext()) {
        progress.accept(figure.label() + " again, for longer");
        result = measure(figure, pace.next());
      }
      results.add(result);
    }
    return new ServiceReport(Instant.now(), Runtime.getRuntime().availableProcessors(), results);
  }

  private FigureResult measure(Figure figure, Pace pace) throws IOException, InterruptedException {
    try (BenchSite site = sites.open(figure.label());
        Measurement measurement = figure.measurement(site, pace, longForm)) {
      return FigureResult.of(figure, measurement.measure());
    } catch (IOException | InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(figure.label() + " could not be measured: " + e, e);
    }
  }

  /// Ends what is being measured.
  @Override
  public void close() {
    sites.close();
  }
}
