package org.osprofiler.filter;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.osprofiler.Profiler;
import org.osprofiler.ProfilerOptions;
import org.osprofiler.paste.ConfigException;
import org.osprofiler.paste.ConfigWarning;
import org.osprofiler.paste.LoadedConfig;

/**
 * The profiler of one application, shared by all its filters: kept in the ServletContext, for a jar may serve several
 * applications at once. Made by the first filter, closed by the last.
 */
final class ApplicationProfiler {

    private static final System.Logger LOG = System.getLogger(ProfilerFilter.class.getName());
    private static final String ATTRIBUTE = ApplicationProfiler.class.getName();

    private final ServletContext context;
    private final FilterSettings settings;
    private final ProfilerOptions started;
    private final Profiler profiler;
    private final @Nullable ConfigWatch watch;
    private int users;

    private ApplicationProfiler(
            ServletContext context, FilterSettings settings, LoadedConfig loaded, Duration lookForChanges) {
        this.context = context;
        this.settings = settings;
        this.started = loaded.options();
        // The watch takes its first look now, for what is created next may take long.
        this.watch = loaded.files().isEmpty()
                ? null
                : new ConfigWatch(started.service(), loaded.files(), lookForChanges, this::reload);
        this.profiler = Profiler.create(started);
    }

    /**
     * @param lookForChanges how often the files are looked at; the first filter's counts
     * @return null when there is no configuration: then nothing is profiled, and it is said where was looked
     * @throws ServletException when the configuration cannot be used
     */
    static @Nullable ApplicationProfiler acquire(FilterConfig config, Duration lookForChanges) throws ServletException {
        ServletContext context = config.getServletContext();
        synchronized (context) { // filters of one application may be started by several threads
            if (context.getAttribute(ATTRIBUTE) instanceof ApplicationProfiler shared) {
                shared.users++;
                return shared;
            }
            FilterSettings settings = FilterSettings.find(config);
            if (settings == null) {
                return null;
            }
            try {
                ApplicationProfiler created = start(context, settings, lookForChanges);
                context.setAttribute(ATTRIBUTE, created);
                created.users = 1;
                return created;
            } catch (ConfigException | IllegalArgumentException e) {
                throw new ServletException("osprofiler: " + e.getMessage(), e);
            }
        }
    }

    private static ApplicationProfiler start(ServletContext context, FilterSettings settings, Duration lookForChanges) {
        LoadedConfig loaded = settings.load();
        tell(loaded, loaded.options(), settings);
        ApplicationProfiler created;
        try {
            created = new ApplicationProfiler(context, settings, loaded, lookForChanges);
        } catch (IllegalArgumentException e) {
            // Which URLs are possible is known only here: it depends on what is in the application.
            throw new IllegalArgumentException(placeOfDestination(loaded) + ": " + e.getMessage(), e);
        }
        if (created.watch != null) {
            created.watch.start();
        }
        return created;
    }

    private static String placeOfDestination(LoadedConfig loaded) {
        String option =
                loaded.options().connectionString().startsWith("messaging:") ? "transport_url" : "connection_string";
        return loaded.values().stream()
                .filter(value -> value.name().equals(option))
                .map(value -> value.source() + ": " + option)
                .findFirst()
                .orElse(option);
    }

    private static void tell(LoadedConfig loaded, ProfilerOptions options, FilterSettings settings) {
        for (ConfigWarning warning : loaded.warnings()) {
            LOG.log(System.Logger.Level.WARNING, "osprofiler: {0}", warning);
        }
        if (!options.tracePackages().isEmpty() && !settings.seenByExtension()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "osprofiler: trace_packages in {0} has no effect: beans are found before any filter is started."
                            + " Put the file on the class path as api-paste.ini (WEB-INF/classes), or name it with the"
                            + " system property or environment variable OSPROFILER_PASTE_INI.",
                    settings.display());
        }
        LOG.log(
                System.Logger.Level.INFO,
                options.enabled()
                        ? "osprofiler: profiling signed requests, configured by {0}: {1}"
                        : "osprofiler: switched off by {0}: {1}",
                settings.display(),
                options);
    }

    Profiler profiler() {
        return profiler;
    }

    /** On the watch's thread. What cannot be used leaves the last good options in force. */
    private void reload() {
        try {
            LoadedConfig loaded = settings.load();
            Restart restart = new Restart(started, loaded.options());
            ProfilerOptions inForce = restart.withoutIt();
            profiler.reconfigure(inForce);
            tell(loaded, inForce, settings);
            if (!restart.options().isEmpty()) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "osprofiler: changed in {0}, but in force only when the application is started again: {1}",
                        settings.display(),
                        String.join(", ", restart.options()));
            }
        } catch (ConfigException | IllegalArgumentException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "osprofiler: the changed configuration is not used, the last good one stays in force: {0}",
                    e.getMessage());
        }
    }

    /** A filter is gone; with the last one the profiler sends what waits and ends. */
    void release() {
        synchronized (context) {
            if (--users > 0) {
                return;
            }
            context.removeAttribute(ATTRIBUTE);
        }
        if (watch != null) {
            watch.close();
        }
        profiler.close();
    }
}
