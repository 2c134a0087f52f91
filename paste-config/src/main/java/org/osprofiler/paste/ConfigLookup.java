package org.osprofiler.paste;

import java.net.URL;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the configuration where neither a filter nor a command names it: by the system property or environment variable
 * {@value #INI} and {@value #CONF}, then {@value #ON_CLASS_PATH} on the class path of the application.
 */
public final class ConfigLookup {

    public static final String INI = "OSPROFILER_PASTE_INI";
    public static final String CONF = "OSPROFILER_CONF";
    public static final String ON_CLASS_PATH = "api-paste.ini";

    private ConfigLookup() {}

    /** The api-paste ini; null when there is none. A file that is named need not be there: reading it gives the error. */
    public static @Nullable ConfigSource ini() {
        ConfigSource named = named(INI);
        return named != null ? named : onClassPath();
    }

    /** The oslo-style conf; null when none is named. */
    public static @Nullable ConfigSource conf() {
        return named(CONF);
    }

    private static @Nullable ConfigSource named(String name) {
        return named(name, System::getenv);
    }

    /** The file that the system property or environment variable names; null when neither does. */
    public static @Nullable ConfigSource named(String name, Function<String, @Nullable String> environment) {
        String file = System.getProperty(name);
        if (file == null || file.isBlank()) {
            file = environment.apply(name);
        }
        return file == null || file.isBlank() ? null : ConfigSource.ofFile(Path.of(file));
    }

    private static @Nullable ConfigSource onClassPath() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        URL url = context == null ? null : context.getResource(ON_CLASS_PATH);
        if (url == null) {
            url = ConfigLookup.class.getClassLoader().getResource(ON_CLASS_PATH);
        }
        return url == null ? null : ConfigSource.ofUrl(ON_CLASS_PATH + " on the class path", url);
    }
}
