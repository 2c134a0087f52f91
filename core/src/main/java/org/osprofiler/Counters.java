package org.osprofiler;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.osprofiler.send.Losses;
import org.osprofiler.send.Sender;

/** Reads the counters where they are kept. */
record Counters(String service, Sender<Span> sender, Losses losses, AtomicInteger active, AtomicLong extraStops)
        implements ProfilerMXBean {

    @Override
    public String getService() {
        return service;
    }

    @Override
    public int getActive() {
        return active.get();
    }

    @Override
    public long getTaken() {
        return sender.taken();
    }

    @Override
    public long getSent() {
        return sender.sent();
    }

    @Override
    public int getPending() {
        return sender.pending();
    }

    @Override
    public Map<String, Long> getLost() {
        return losses.byReason();
    }

    @Override
    public long getExtraStops() {
        return extraStops.get();
    }

    @Override
    public @Nullable String getLastFailure() {
        return sender.lastFailure();
    }
}
