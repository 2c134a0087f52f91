package org.osprofiler.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Shows a file in the user's browser. */
final class Browser {

    private Browser() {}

    /**
     * Hands the file to the desktop and does not wait.
     *
     * @throws Failure when there is no desktop
     */
    static void open(Path file, Console console) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String chosen = console.environment("BROWSER");
        String opener = chosen != null ? chosen : system.contains("mac") ? "open" : "xdg-open";
        try {
            new ProcessBuilder(opener, file.toAbsolutePath().toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw Failure.failed(
                    "cannot start " + opener + " to open " + file + "; open it yourself, or set BROWSER", e);
        }
        console.say("opened " + file);
    }
}
