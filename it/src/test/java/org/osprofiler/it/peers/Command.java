package org.osprofiler.it.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command that runs as a process. */
final class Command implements AutoCloseable {

    /** What a command that has ended said. */
    record Result(int exit, String stdout, String stderr) {

        /** The first group of the first match in what it printed. */
        String find(String regex) {
            Matcher matcher = Pattern.compile(regex).matcher(stdout);
            if (!matcher.find()) {
                throw new AssertionError("no " + regex + " in:\n" + stdout + "\nstderr:\n" + stderr);
            }
            return matcher.group(1);
        }
    }

    /** Our own command, from the root of the checkout. */
    static final String OSPROFILER =
            Path.of("..", "bin", "osprofiler").toAbsolutePath().normalize().toString();

    private final Process process;
    private final Path stderr;
    private final BufferedReader stdout;

    private Command(Process process, Path stderr) {
        this.process = process;
        this.stderr = stderr;
        this.stdout = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts it; {@link #awaitLine} reads what it prints. */
    static Command start(List<String> command) throws IOException {
        Path stderr = Files.createTempFile("osprofiler-it", ".stderr");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(stderr.toFile());
        return new Command(builder.start(), stderr);
    }

    /** Runs it to its end, for at most two minutes. */
    static Result run(String stdin, Map<String, String> environment, List<String> command) throws Exception {
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
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
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

    static Result run(String... command) throws Exception {
        return run("", Map.of(), List.of(command));
    }

    /** Waits for a line that matches; gives its groups. */
    List<String> awaitLine(String regex) throws IOException {
        Pattern pattern = Pattern.compile(regex);
        for (String line = stdout.readLine(); line != null; line = stdout.readLine()) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                List<String> groups = new ArrayList<>();
                for (int i = 1; i <= matcher.groupCount(); i++) {
                    groups.add(matcher.group(i));
                }
                return groups;
            }
        }
        throw new AssertionError("it ended without " + regex + "; stderr:\n" + Files.readString(stderr));
    }

    /** SIGTERM, as an operator's Ctrl-C; the exit code. */
    int terminate() throws InterruptedException {
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
