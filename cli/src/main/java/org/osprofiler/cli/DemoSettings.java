package org.osprofiler.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.osprofiler.demo.DemoOptions;

/**
 * What one run of the demo is to do.
 *
 * @param services how the two services run
 * @param collector whether a collector with its store is started too
 * @param apiPort the collector's, 0 for a free one
 * @param once stop after the first request
 * @param out where its trace is written to; null for nowhere
 */
record DemoSettings(
        DemoOptions services,
        boolean collector,
        int apiPort,
        boolean once,
        @Nullable Path out) {}
