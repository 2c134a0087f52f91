package org.osprofiler.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.osprofiler.send.FailureReason;

/** The file that {@code --out} names. */
final class TargetFile {

    private TargetFile() {}

    /**
     * Writes it whole or not at all, see {@link NewFiles}.
     *
     * @throws Failure when that fails
     */
    static void write(Path target, NewFiles.Content content) {
        try (NewFiles files = new NewFiles()) {
            files.write(target, content);
            files.publish();
        } catch (IOException e) {
            throw Failure.failed("cannot write " + target + ": " + FailureReason.of(e), e);
        }
    }
}
