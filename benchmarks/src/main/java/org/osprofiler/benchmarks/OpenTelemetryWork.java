package org.osprofiler.benchmarks;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/** OpenTelemetry's SDK, everything sampled. */
final class OpenTelemetryWork implements TracedWork {

    private static final AttributeKey<Long> ROWS = AttributeKey.longKey("rows");

    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(BatchSpanProcessor.builder(new Discarding())
                    .setMaxQueueSize(65_536)
                    .build())
            .build();
    private final Tracer tracer = provider.get("benchmark");
    private Span root = Span.getInvalid();
    private Scope scope = Scope.noop();

    @Override
    @SuppressWarnings("MustBeClosedChecker") // closed by closeTraceAndDrain
    public void openTrace() {
        root = tracer.spanBuilder("wsgi").startSpan();
        scope = root.makeCurrent();
    }

    @Override
    public void span() {
        Span span = tracer.spanBuilder("work").startSpan();
        try (Scope current = span.makeCurrent()) {
            // the work
        } finally {
            span.end();
        }
    }

    @Override
    public void spanWithField() {
        Span span = tracer.spanBuilder("work").startSpan();
        try (Scope current = span.makeCurrent()) {
            span.setAttribute(ROWS, 7L);
        } finally {
            span.end();
        }
    }

    @Override
    public void closeTraceAndDrain() {
        scope.close();
        root.end();
        provider.forceFlush().join(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        provider.close();
    }

    private static final class Discarding implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
