package com.tripgen.ai.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import org.apache.ibatis.executor.Executor;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.plugin.Interceptor;
import org.apache.ibatis.plugin.Intercepts;
import org.apache.ibatis.plugin.Invocation;
import org.apache.ibatis.plugin.Signature;
import org.apache.ibatis.session.ResultHandler;
import org.apache.ibatis.session.RowBounds;

/// A span for every statement that is run within a trace, named by its mapper's method. What the
/// engine does for itself belongs to no trace.
@Intercepts({
  @Signature(
      type = Executor.class,
      method = "update",
      args = {MappedStatement.class, Object.class}),
  @Signature(
      type = Executor.class,
      method = "query",
      args = {MappedStatement.class, Object.class, RowBounds.class, ResultHandler.class})
})
final class StatementTracing implements Interceptor {
  private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("db.system.name");
  private static final AttributeKey<String> SUMMARY = AttributeKey.stringKey("db.query.summary");

  private final Tracing tracing;

  StatementTracing(Tracing tracing) {
    this.tracing = tracing;
  }

  @Override
  public Object intercept(Invocation invocation) throws Throwable {
    Context parent = Tracing.present();
    if (!Span.fromContext(parent).getSpanContext().isValid()) {
      return invocation.proceed();
    }
    String name = name(((MappedStatement) invocation.getArgs()[0]).getId());
    Span span =
        tracing
            .tracer()
            .spanBuilder(name)
            .setParent(parent)
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute(SYSTEM, "postgresql")
            .setAttribute(SUMMARY, name)
            .startSpan();
    try {
      return invocation.proceed();
    } catch (Throwable e) {
      span.setStatus(StatusCode.ERROR);
      throw e;
    } finally {
      span.end();
    }
  }

  /// `JobMapper.claim` of `com.tripgen.ai.jobs.JobMapper.claim`.
  private static String name(String statement) {
    int method = statement.lastIndexOf('.');
    return statement.substring(statement.lastIndexOf('.', method - 1) + 1);
  }
}
