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

    public LoggingSetup() throws IOException {
        try (InputStream resource = LoggingSetup.class.getResourceAsStream("logging.properties")) {
            if (resource != null) {
                LogManager.getLogManager().readConfiguration(resource);
            }
        }
    }

    /** Leaves alone what the user configured. */
    static void prepare() {
        if (System.getProperty(CONFIG_CLASS) == null && System.getProperty(CONFIG_FILE) == null) {
            System.setProperty(CONFIG_CLASS, LoggingSetup.class.getName());
        }
    }
}
