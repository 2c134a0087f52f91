package org.osprofiler.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command that runs as a process. What it prints is read all the time, so that it never waits for a reader. */
public final class Command implements AutoCloseable {

    /** What a command that has ended said. */
    public record Result(int exit, String stdout, String stderr) {

        /** The first group of the first match in what it printed. */
        public String find(String regex) {
            Matcher matcher = Pattern.compile(regex).matcher(stdout);
            if (!matcher.find()) {
                throw new AssertionError("no " + regex + " in:\n" + stdout + "\nstderr:\n" + stderr);
            }
            return matcher.group(1);
        }
    }

    /** Our own command, from the root of the checkout. */
    public static final String OSPROFILER =
            Path.of("..", "bin", "osprofiler").toAbsolutePath().normalize().toString();

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Process process;
    private final Path stderr;

    /** Lines of stdout that nobody asked for yet; an empty one is its end. */
    private final LinkedBlockingQueue<List<String>> lines = new LinkedBlockingQueue<>();

    private Command(Process process, Path stderr) {
        this.process = process;
        this.stderr = stderr;
        Thread reader = new Thread(this::read, "stdout of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader stdout = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = stdout.readLine(); line != null; line = stdout.readLine()) {
                lines.add(List.of(line));
            }
        } catch (IOException e) {
            lines.add(List.of("stdout cannot be read: " + e)); // the process was ended meanwhile
        } finally {
            lines.add(List.of());
        }
    }

    /** Starts it; {@link #awaitLine} reads what it prints. */
    public static Command start(List<String> command) throws IOException {
        Path stderr = Files.createTempFile("osprofiler-it", ".stderr");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(stderr.toFile());
        return new Command(builder.start(), stderr);
    }

    /** Runs it to its end, for at most two minutes. */
    public static Result run(String stdin, Map<String, String> environment, List<String> command) throws Exception {
        Path out = Files.createTempFile("osprofiler-it", ".stdout");
        Path err = Files.createTempFile("osprofiler-it", ".stderr");
        Path in = Files.writeString(Files.createTempFile("osprofiler-it", ".stdin"), stdin);
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .redirectInput(in.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end:\n" + Files.readString(err));
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
            Files.deleteIfExists(in);
        }
    }

    public static Result run(String... command) throws Exception {
        return run("", Map.of(), List.of(command));
    }

    /** Waits for a line that matches, for at most two minutes; gives its groups. */
    public List<String> awaitLine(String regex) throws IOException, InterruptedException {
        Pattern pattern = Pattern.compile(regex);
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            List<String> line = lines.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null || line.isEmpty()) {
                throw new AssertionError((line == null ? "no line within " + LIMIT : "it ended without a line")
                        + " that is " + regex + "; stderr:\n" + Files.readString(stderr));
            }
            Matcher matcher = pattern.matcher(line.get(0));
            if (matcher.find()) {
                List<String> groups = new ArrayList<>();
                for (int i = 1; i <= matcher.groupCount(); i++) {
                    groups.add(matcher.group(i));
                }
                return groups;
            }
        }
    }

    /** What it wrote to stderr so far. */
    public String stderr() throws IOException {
        return Files.readString(stderr);
    }

    /** SIGKILL: it writes nothing more, and tells nobody. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("it did not end on SIGKILL");
        }
    }

    /** SIGSTOP: it keeps its connections, and does nothing until {@link #thaw}. */
    void freeze() throws Exception {
        signal("STOP");
    }

    void thaw() throws Exception {
        signal("CONT");
    }

    private void signal(String name) throws Exception {
        Result sent = run("/bin/sh", "-c", "kill -" + name + " " + process.pid());
        if (sent.exit() != 0) {
            throw new AssertionError("SIG" + name + " was not sent: " + sent.stderr());
        }
    }

    /** SIGTERM, as an operator's Ctrl-C; the exit code. */
    public int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it did not end on SIGTERM");
        }
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(stderr);
    }
}
