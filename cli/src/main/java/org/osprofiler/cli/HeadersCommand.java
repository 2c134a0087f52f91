package org.osprofiler.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code osprofiler headers}: groups what makes and checks the two headers of a profiled request. */
@Command(
        name = "headers",
        description = "Signs and verifies the headers that ask for a trace.",
        subcommands = {HeadersSign.class, HeadersVerify.class})
final class HeadersCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public void run() {
        throw MissingCommand.of(spec);
    }
}
