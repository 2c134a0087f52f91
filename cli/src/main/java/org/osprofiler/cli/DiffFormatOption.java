package org.osprofiler.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** At most one of the options that name a {@link DiffFormat}. */
final class DiffFormatOption {

    private @Nullable DiffFormat chosen;

    @Option(names = "--json", description = "Both totals and all rows.")
    void json(boolean given) {
        choose(given, DiffFormat.JSON);
    }

    @Option(names = "--html", description = "One page that needs nothing else.")
    void html(boolean given) {
        choose(given, DiffFormat.HTML);
    }

    @Option(names = "--text", description = "What changed, most first. The default on a terminal; elsewhere --json is.")
    void text(boolean given) {
        choose(given, DiffFormat.TEXT);
    }

    /** picocli also calls with false, for an option that is not given. */
    private void choose(boolean given, DiffFormat format) {
        if (given) {
            chosen = format;
        }
    }

    @Nullable
    DiffFormat chosen() {
        return chosen;
    }
}
