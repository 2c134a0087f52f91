package org.osprofiler.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.osprofiler.ProfilerOptions;

/**
 * What a changed configuration cannot bring while the application runs: the sender knows where it sends and as whom from its
 * start, and beans are bound once.
 *
 * @param started the options at the start
 * @param changed those of the changed files
 */
record Restart(ProfilerOptions started, ProfilerOptions changed) {

    /** The names of the options that differ, as in the ini. */
    List<String> options() {
        List<String> names = new ArrayList<>();
        compare(names, "project", ProfilerOptions::project);
        compare(names, "service", ProfilerOptions::service);
        compare(names, "host", ProfilerOptions::host);
        compare(names, "connection_string", ProfilerOptions::connectionString);
        compare(names, "transport_url", ProfilerOptions::transportUrl);
        compare(names, "exchange", ProfilerOptions::exchange);
        compare(names, "topic", ProfilerOptions::topic);
        compare(names, "collector_token_file", ProfilerOptions::collectorTokenFile);
        compare(names, "trace_packages", ProfilerOptions::tracePackages);
        compare(names, "queue", options -> options.limits().queue());
        compare(names, "queue_bytes", options -> options.limits().queueBytes());
        return names;
    }

    private void compare(List<String> names, String name, Function<ProfilerOptions, Object> option) {
        if (!Objects.equals(option.apply(started), option.apply(changed))) {
            names.add(name);
        }
    }

    /** The changed options as far as they can be in force now. The queue's size is the sender's: nobody reads it again. */
    ProfilerOptions withoutIt() {
        return changed.toBuilder()
                .project(started.project())
                .service(started.service())
                .host(started.host())
                .connectionString(started.connectionString())
                .transportUrl(started.transportUrl())
                .exchange(started.exchange())
                .topic(started.topic())
                .collectorTokenFile(started.collectorTokenFile())
                .tracePackages(started.tracePackages())
                .build();
    }
}
