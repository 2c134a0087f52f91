package org.osprofiler.cli;

import java.util.List;

/** The entry point of {@code bin/osprofiler}. */
public final class Main {

    /** Host and the like may be set by {@code request -H}; the JVM's HTTP client reads this once, before its first use. */
    private static final String RESTRICTED_HEADERS = "jdk.httpclient.allowRestrictedHeaders";

    private Main() {}

    public static void main(String[] args) {
        LoggingSetup.prepare(List.of(args).contains(Osprofiler.DEBUG));
        System.setProperty(RESTRICTED_HEADERS, "host,connection,content-length,expect,upgrade");
        System.exit(CommandRunner.run(Console.ofProcess(), args));
    }
}
