package org.osprofiler.cli;

import java.util.List;

/** The entry point of {@code bin/osprofiler}. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        LoggingSetup.prepare(List.of(args).contains(Osprofiler.DEBUG));
        System.exit(CommandRunner.run(Console.ofProcess(), args));
    }
}
