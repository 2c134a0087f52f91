package org.osprofiler.interceptor;

import java.util.List;
import org.osprofiler.paste.ConfigLookup;
import org.osprofiler.paste.ConfigSource;
import org.osprofiler.paste.ConfigSources;
import org.osprofiler.paste.PasteConfig;

/**
 * The option {@code trace_packages}: {@code com.acme.billing.*} names all classes of that package and those below it, {@code
 * com.acme.billing.Invoice} one class.
 */
record TracePackages(List<String> patterns) {

    private static final System.Logger LOG = System.getLogger(ProfiledExtension.class.getName());

    static final TracePackages NONE = new TracePackages(List.of());

    /** What can be known before any filter is started. A configuration that is wrong is the filter's to report. */
    static TracePackages fromConfiguration() {
        try {
            ConfigSource ini = ConfigLookup.ini();
            ConfigSource conf = ConfigLookup.conf();
            if (ini == null && conf == null) {
                return NONE;
            }
            ConfigSources.Builder sources = ConfigSources.builder().ini(ini);
            if (conf != null) {
                sources.conf(conf);
            }
            return new TracePackages(PasteConfig.load(sources.build()).options().tracePackages());
        } catch (RuntimeException | LinkageError e) { // also a name that is no path
            LOG.log(System.Logger.Level.WARNING, "osprofiler: trace_packages is not known: {0}", e.getMessage());
            return NONE;
        }
    }

    boolean includes(Class<?> type) {
        String name = type.getName();
        for (String pattern : patterns) {
            if (pattern.endsWith(".*")
                    ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                    : name.equals(pattern)) {
                return true;
            }
        }
        return false;
    }
}
