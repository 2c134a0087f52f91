package org.osprofiler.filter;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.osprofiler.paste.ConfigLookup;
import org.osprofiler.paste.ConfigSource;
import org.osprofiler.paste.ConfigSources;
import org.osprofiler.paste.LoadedConfig;
import org.osprofiler.paste.PasteConfig;

/**
 * Where this application's configuration stands: init-params, then what {@link ConfigLookup} finds, then {@value
 * #IN_WEB_INF}. Reads through the ServletContext, so packed archives work.
 *
 * @param seenByExtension whether the CDI extension, which knows no ServletContext, finds the same ini
 */
record FilterSettings(ConfigSources sources, String display, boolean seenByExtension) {

    static final String IN_WEB_INF = "/WEB-INF/api-paste.ini";

    private static final System.Logger LOG = System.getLogger(ProfilerFilter.class.getName());

    /** Null when there is neither an ini nor a conf; that is said in the log, with the places. */
    static @Nullable FilterSettings find(FilterConfig config) throws ServletException {
        ServletContext context = config.getServletContext();
        ConfigSource ini = named(config, "config");
        boolean seenByExtension = false;
        if (ini == null) {
            ini = ConfigLookup.ini();
            seenByExtension = ini != null;
        }
        if (ini == null) {
            ini = resource(context, IN_WEB_INF);
        }
        ConfigSource conf = named(config, "conf");
        if (conf == null) {
            conf = ConfigLookup.conf();
        }
        ConfigSource first = ini != null ? ini : conf;
        if (first == null) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "osprofiler: nothing is profiled, no configuration was found: no init-param config or conf, no"
                            + " system property or environment variable OSPROFILER_PASTE_INI or OSPROFILER_CONF, no"
                            + " api-paste.ini on the class path, no " + IN_WEB_INF);
            return null;
        }
        ConfigSources.Builder sources = ConfigSources.builder().ini(ini).defaultService(serviceName(context));
        if (conf != null) {
            sources.conf(conf);
        }
        return new FilterSettings(sources.build(), first.name(), seenByExtension);
    }

    LoadedConfig load() {
        return PasteConfig.load(sources);
    }

    /** A file of the application when it begins with {@code /WEB-INF} or {@code /META-INF}, else a file of the machine. */
    private static @Nullable ConfigSource named(FilterConfig config, String param) throws ServletException {
        String name = config.getInitParameter(param);
        if (name == null || name.isBlank()) {
            return null;
        }
        ConfigSource inside = name.startsWith("/") ? resource(config.getServletContext(), name) : null;
        if (inside == null && (name.startsWith("/WEB-INF/") || name.startsWith("/META-INF/"))) {
            throw new ServletException("osprofiler: the filter's init-param " + param + " names " + name
                    + ", which is not in the application");
        }
        return inside != null ? inside : ConfigSource.ofFile(Path.of(name));
    }

    private static @Nullable ConfigSource resource(ServletContext context, String name) {
        try {
            URL url = context.getResource(name);
            return url == null ? null : ConfigSource.ofUrl(name, url);
        } catch (MalformedURLException e) {
            return null; // no path of this application
        }
    }

    private static String serviceName(ServletContext context) {
        String display = context.getServletContextName();
        if (display != null && !display.isBlank()) {
            return display;
        }
        String path = context.getContextPath();
        return path == null || path.length() < 2 ? "jakarta" : path.substring(1);
    }
}
