package org.osprofiler.filter;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the filter's module logs meanwhile, down to DEBUG, instead of the console. */
final class CapturedLog extends Handler implements AutoCloseable {

    private final Logger logger = Logger.getLogger(ProfilerFilter.class.getName());
    private final Level before = logger.getLevel();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    CapturedLog() {
        logger.setLevel(Level.FINE);
        logger.addHandler(this);
        logger.setUseParentHandlers(false);
    }

    /** Level and text of each. */
    List<String> lines() {
        return lines;
    }

    @Override
    public void publish(LogRecord record) {
        lines.add(record.getLevel() + " " + new SimpleFormatter().formatMessage(record));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
        logger.setLevel(before);
    }
}
