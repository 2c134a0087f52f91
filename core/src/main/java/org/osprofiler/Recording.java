package org.osprofiler;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.osprofiler.send.Losses;

/** What the traces of one profiler share: the settings in force, and what is counted. Any thread. */
final class Recording {

    private volatile Settings settings;
    private final Losses losses = new Losses();

    /** Open roots and attached scopes; the sender polls while there are any. */
    private final AtomicInteger active = new AtomicInteger();

    private final AtomicLong extraStops = new AtomicLong();

    Recording(Settings settings) {
        this.settings = settings;
    }

    Settings settings() {
        return settings;
    }

    ProfilerOptions options() {
        return settings.options();
    }

    Limits limits() {
        return settings.options().limits();
    }

    void use(Settings next) {
        settings = next;
    }

    Losses losses() {
        return losses;
    }

    /** A root was opened, or a scope attached. */
    void enter() {
        CurrentSpan.enter();
        active.incrementAndGet();
    }

    void leave() {
        active.decrementAndGet();
        CurrentSpan.leave();
    }

    int active() {
        return active.get();
    }

    void extraStop() {
        extraStops.incrementAndGet();
    }

    long extraStops() {
        return extraStops.get();
    }
}
