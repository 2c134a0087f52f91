package org.osprofiler.demo;

import jakarta.jms.ConnectionFactory;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.jetty.ee11.cdi.CdiServletContainerInitializer;
import org.eclipse.jetty.ee11.webapp.Configuration;
import org.eclipse.jetty.ee11.webapp.Configurations;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.ee11.webapp.WebInfConfiguration;
import org.eclipse.jetty.ee11.webapp.WebXmlConfiguration;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jboss.weld.bootstrap.api.SingletonProvider;
import org.jboss.weld.bootstrap.api.helpers.TCCLSingletonProvider;
import org.osprofiler.demo.manager.ManagerCall;

/** Jetty with the web application {@code volume-api} in it. */
final class VolumeApi implements AutoCloseable {

    /** The application's folder on the class path. */
    static final String ROOT = "volume-api";

    private static final int THREADS = 32;
    private static final long MILLIS_TO_STOP = 5_000;
    /** For connections that clients keep open between requests. */
    private static final long MILLIS_TO_CLOSE_IDLE = 50;

    static {
        // Weld's classes are not the application's own, as in a WAR; so it must look at whose thread it is.
        SingletonProvider.initialize(new TCCLSingletonProvider());
        // web.xml says everything. Without this Jetty looks for more of these, and finds one that wants to scan
        // annotations.
        Configurations.setKnown(WebInfConfiguration.class.getName(), WebXmlConfiguration.class.getName());
    }

    private final Server server;
    private final ServerConnector connector;

    private VolumeApi(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Starts it; it serves when this returns.
     *
     * @param port 0 for a free one
     * @throws IOException when the port cannot be had, or the application does not start
     */
    static VolumeApi start(
            int port, ProfilerSources profiler, DataSource database, ConnectionFactory broker, String managerQueue)
            throws IOException {
        Server server = new Server(new QueuedThreadPool(THREADS, 4));
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        connector.setPort(port);
        connector.setShutdownIdleTimeout(MILLIS_TO_CLOSE_IDLE);
        server.addConnector(connector);
        server.setHandler(application(profiler, database, broker, managerQueue));
        server.setStopTimeout(MILLIS_TO_STOP);
        VolumeApi api = new VolumeApi(server, connector);
        try {
            connector.open(); // first, for a port that is taken is found out sooner than a whole application is started
            server.start();
            return api;
        } catch (Exception e) { // Jetty declares no narrower one
            api.close();
            throw failure(port, e);
        }
    }

    private static IOException failure(int port, Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return new IOException("the volume API's port " + port + " cannot be had: " + cause.getMessage(), e);
            }
        }
        return new IOException("the volume API does not start: " + e.getMessage(), e);
    }

    private static WebAppContext application(
            ProfilerSources profiler, DataSource database, ConnectionFactory broker, String managerQueue) {
        WebAppContext application = new WebAppContext();
        application.setContextPath("/");
        application.setBaseResource(root(application));
        application.setConfigurations(new Configuration[] {new WebInfConfiguration(), new WebXmlConfiguration()});
        application.setDefaultsDescriptor(null);
        // Its classes are on this JVM's class path; a loader of its own is what two demos are told apart by.
        application.setClassLoader(new URLClassLoader(new URL[0], VolumeApi.class.getClassLoader()));
        application.setThrowUnavailableOnStartupException(true);
        // Lets CDI inject into servlets.
        application.addServletContainerInitializer(new CdiServletContainerInitializer());
        application.addServletContainerInitializer((classes, context) -> configure(context, profiler));
        application.setInitParameter(ManagerCall.QUEUE, managerQueue);
        application.setAttribute(DataSource.class.getName(), database);
        application.setAttribute(ConnectionFactory.class.getName(), broker);
        return application;
    }

    private static Resource root(WebAppContext application) {
        Resource root = ResourceFactory.of(application).newClassLoaderResource(ROOT + "/");
        if (root == null) {
            throw new IllegalStateException("the demo's jar has no folder " + ROOT);
        }
        return root;
    }

    /** What a deployer would write into web.xml. */
    private static void configure(ServletContext context, ProfilerSources profiler) {
        context.getFilterRegistration("osprofiler")
                .setInitParameters(Map.of("config", profiler.iniParam(), "conf", String.valueOf(profiler.confParam())));
    }

    /** {@code http://127.0.0.1:PORT}. */
    String url() {
        return "http://" + connector.getHost() + ":" + connector.getLocalPort();
    }

    /** Lets requests end, within 5 s; then the filter sends what waits. */
    @Override
    public void close() {
        try {
            server.stop();
            server.destroy();
        } catch (Exception e) {
            System.getLogger(VolumeApi.class.getName())
                    .log(System.Logger.Level.WARNING, "the volume API did not stop cleanly", e);
        }
    }
}
