package org.osprofiler.cli;

import java.io.IOException;
import java.net.BindException;
import org.osprofiler.collector.Collector;
import org.osprofiler.collector.CollectorOptions;
import org.osprofiler.collector.QueueInUseException;
import org.osprofiler.send.FailureReason;
import org.osprofiler.store.StoreException;

/** Starts a collector and tells its failures apart. */
final class CollectorStart {

    private CollectorStart() {}

    /**
     * @throws Failure when it cannot be started
     */
    static Collector start(CollectorOptions options) {
        try {
            return Collector.start(options);
        } catch (StoreException e) {
            throw StoreOption.failure(e);
        } catch (IllegalArgumentException | QueueInUseException e) {
            throw Failure.usage(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw Failure.usage("cannot listen on " + address(options) + ": " + reason(e), e);
        }
    }

    private static String address(CollectorOptions options) {
        String host = options.host();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + options.port();
    }

    private static String reason(IOException e) {
        String reason = FailureReason.of(e.getCause() instanceof BindException bind ? bind : e);
        return reason.contains("in use") ? reason + "; is another one running there?" : reason;
    }
}
