package org.osprofiler.cli;

/** The entry point of {@code bin/osprofiler}. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        LoggingSetup.prepare();
        System.exit(CommandRunner.run(Console.ofProcess(), args));
    }
}
