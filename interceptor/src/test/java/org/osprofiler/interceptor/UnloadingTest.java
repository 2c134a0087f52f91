package org.osprofiler.interceptor;

import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;
import org.osprofiler.Profiler;
import org.osprofiler.paste.PasteConfig;
import org.osprofiler.testkit.ApplicationLoader;
import org.osprofiler.testkit.RecordedTrace;

/** An application that profiled a class of the server's, which stays, goes all the same. */
class UnloadingTest {

    @Test
    void applicationThatProfiledASharedClass_isCollected() throws Exception {
        WeakReference<ClassLoader> loader = ApplicationLoader.run(
                ProfilesASharedClass.class,
                ProfiledInterceptor.class,
                PasteConfig.class,
                RecordedTrace.class,
                Profiler.class);
        await().until(() -> {
            System.gc();
            return loader.get() == null;
        });
    }

    /** Runs in the application's loader. */
    public static final class ProfilesASharedClass implements Runnable {

        @Override
        public void run() {
            try (RecordedTrace trace = RecordedTrace.start()) {
                ProfiledMethods methods = new ProfiledMethods();
                ProfiledCall.open(methods, null, Call.of(String.class, "strip", () -> ""))
                        .returned("");
                if (!trace.names().contains("String.strip-stop")) {
                    throw new AssertionError(trace.names());
                }
            }
        }
    }
}
