package org.osprofiler.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jetty.ee9.servlet.ErrorPageErrorHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server with the filter for each test, of which no thread is left behind. */
abstract class FilterTest {

    @TempDir
    Path dir;

    FilteredServer server;

    @BeforeEach
    void create() {
        server = new FilteredServer(dir);
    }

    @AfterEach
    void stop_leavesNoThread() {
        server.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("osprofiler-"));
    }

    void errorPage(String path) {
        ErrorPageErrorHandler pages = new ErrorPageErrorHandler();
        pages.addErrorPage(IllegalStateException.class, path);
        server.context.setErrorHandler(pages);
    }

    static <T> Future<T> inBackground(java.util.concurrent.Callable<T> call) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            return thread.submit(call);
        } finally {
            thread.shutdown();
        }
    }
}
