package org.osprofiler.it.servers;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that runs as a process of its own; ended with all its children. */
final class ServerProcess implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Process process;
    private final Path log;

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static ServerProcess start(Path home, List<String> command, Map<String, String> environment) throws IOException {
        Path log = home.resolve("test-console.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return new ServerProcess(builder.start(), log);
    }

    static HttpResponse<String> get(URI uri, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Waits until the URI answers with the status. */
    void awaitStatus(URI uri, int status) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("the server ended by itself:\n" + log());
                    }
                    try {
                        return get(uri).statusCode() == status;
                    } catch (IOException e) {
                        return false;
                    }
                });
    }

    /** Waits until the log has the line; gives the first group of the regex. */
    String awaitLog(String regex) {
        Pattern pattern = Pattern.compile(regex);
        String[] found = new String[1];
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    Matcher matcher = pattern.matcher(log());
                    if (matcher.find()) {
                        found[0] = matcher.group(1);
                    } else if (!process.isAlive()) {
                        throw new IllegalStateException("the server ended by itself:\n" + log());
                    }
                    return found[0] != null;
                });
        return found[0];
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /** The JVM's threads, by a dump from outside, after a collection: some threads end when nothing refers to their owner. */
    String threads() throws IOException, InterruptedException {
        jcmd("GC.run");
        return jcmd("Thread.print");
    }

    /** The server may be a child of a script. */
    private String jcmd(String command) throws IOException, InterruptedException {
        long pid = process.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .findFirst()
                .map(ProcessHandle::pid)
                .orElse(process.pid());
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        jcmd.waitFor();
        return said;
    }

    @Override
    public void close() {
        List<ProcessHandle> tree = java.util.stream.Stream.concat(
                        process.descendants(), java.util.stream.Stream.of(process.toHandle()))
                .toList();
        tree.forEach(ProcessHandle::destroy);
        for (ProcessHandle handle : tree) {
            try {
                handle.onExit().get(15, TimeUnit.SECONDS);
            } catch (Exception e) {
                handle.destroyForcibly();
            }
        }
    }
}
