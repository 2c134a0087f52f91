package org.osprofiler.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code osprofiler config}. */
@Command(name = "config", description = "Shows what a configuration means.", subcommands = ConfigShow.class)
final class ConfigCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public void run() {
        throw MissingCommand.of(spec);
    }
}
