package org.osprofiler.it.servers;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.osprofiler.wire.JsonReader;
import org.osprofiler.wire.Notification;

/** Takes what an application's {@code http://} notifier posts. */
final class Inbox implements AutoCloseable {

    private final List<Notification> notifications = new ArrayList<>();
    private final HttpServer server;

    Inbox() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/events", exchange -> {
            int status = 202;
            try {
                List<?> posted = (List<?>)
                        JsonReader.forWire().read(exchange.getRequestBody().readAllBytes());
                synchronized (notifications) {
                    for (Object payload : posted) {
                        notifications.add(Notification.of(payload));
                    }
                }
            } catch (Exception e) {
                status = 400;
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Notification> of(String baseId) {
        synchronized (notifications) {
            return notifications.stream().filter(n -> n.baseId().equals(baseId)).toList();
        }
    }

    int size() {
        synchronized (notifications) {
            return notifications.size();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
