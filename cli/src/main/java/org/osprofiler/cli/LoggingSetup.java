package org.osprofiler.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.logging.LogManager;

/**
 * Configures java.util.logging from the resource {@code logging.properties}, at the first use of a logger: most commands log
 * nothing and should not load it. Java calls the constructor.
 */
public final class LoggingSetup {

    private static final String CONFIG_CLASS = "java.util.logging.config.class";
    private static final String CONFIG_FILE = "java.util.logging.config.file";
    private static final String FORMAT = "java.util.logging.SimpleFormatter.format";

    public LoggingSetup() throws IOException {
        try (InputStream resource = LoggingSetup.class.getResourceAsStream("logging.properties")) {
            if (resource != null) {
                LogManager.getLogManager().readConfiguration(resource);
            }
        }
    }

    /**
     * To be called first of all. Leaves alone what the user configured.
     *
     * @param debug whether stack traces are wanted
     */
    static void prepare(boolean debug) {
        if (System.getProperty(CONFIG_CLASS) == null && System.getProperty(CONFIG_FILE) == null) {
            System.setProperty(CONFIG_CLASS, LoggingSetup.class.getName());
            if (debug) {
                System.setProperty(FORMAT, "%4$s %5$s%6$s%n");
            }
        }
    }
}
