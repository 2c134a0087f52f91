package org.osprofiler.filter;

import static org.awaitility.Awaitility.await;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.osprofiler.Profiler;
import org.osprofiler.paste.PasteConfig;
import org.osprofiler.testkit.ApplicationLoader;

/** An undeployed application goes, though the server's threads, which ran its requests, stay. */
class UnloadingTest {

    @Test
    void undeployedApplication_isCollected() throws Exception {
        WeakReference<ClassLoader> loader =
                ApplicationLoader.run(TracesOneRequest.class, ProfilerFilter.class, PasteConfig.class, Profiler.class);
        await().until(() -> {
            System.gc();
            return loader.get() == null;
        });
    }

    /** Runs in the application's loader, on the test's thread, which stays. */
    public static final class TracesOneRequest implements Runnable {

        @Override
        public void run() {
            try {
                Path dir = Files.createTempDirectory("unloading");
                Path sent = dir.resolve("notifications.jsonl");
                Path ini = Files.writeString(
                        dir.resolve("api-paste.ini"),
                        "[filter:osprofiler]\npaste.filter_factory = osprofiler.web:WsgiMiddleware.factory\nhmac_keys = "
                                + FilteredServer.KEY + "\nenabled = yes\nconnection_string = " + sent.toUri() + "\n");
                ProfilerFilter filter = new ProfilerFilter();
                filter.init(config(ini));
                FakeExchange exchange = new FakeExchange(FilteredServer.signed("b", FilteredServer.KEY));
                filter.doFilter(exchange.request, exchange.response, (request, response) -> {
                    Profiler.span("closed").close();
                    Profiler.span("left open");
                });
                filter.destroy();
                if (Files.readAllLines(sent).size() != 5) {
                    throw new AssertionError(Files.readString(sent));
                }
                Files.delete(sent);
                Files.delete(ini);
                Files.delete(dir);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        private static FilterConfig config(Path ini) {
            Object context = Proxy.newProxyInstance(
                    ServletContext.class.getClassLoader(),
                    new Class<?>[] {ServletContext.class},
                    (proxy, method, args) -> method.getName().equals("getServletContextName") ? "unloaded" : null);
            return (FilterConfig) Proxy.newProxyInstance(
                    FilterConfig.class.getClassLoader(),
                    new Class<?>[] {FilterConfig.class},
                    (proxy, method, args) -> switch (method.getName()) {
                        case "getServletContext" -> context;
                        case "getInitParameter" -> args[0].equals("config") ? ini.toString() : null;
                        default -> null;
                    });
        }
    }
}
