package org.osprofiler.testkit.artemis;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The threads that connections of OSProfiler have started since somebody began to watch: those in a connection's thread group,
 * and, should they get lost elsewhere, those that are named as the client's.
 */
public final class ClientThreads {

    private static final String GROUP = "osprofiler-artemis";

    private final Set<Thread> before;

    private ClientThreads(Set<Thread> before) {
        this.before = before;
    }

    /** Begins to watch; start brokers and other clients before. */
    public static ClientThreads watch() {
        return new ClientThreads(new HashSet<>(Thread.getAllStackTraces().keySet()));
    }

    /** The names of those that are alive now. */
    public List<String> alive() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !before.contains(thread))
                .filter(thread -> isInGroup(thread) || isNamedLikeTheClients(thread.getName()))
                .map(Thread::getName)
                .toList();
    }

    private static boolean isInGroup(Thread thread) {
        for (ThreadGroup group = thread.getThreadGroup(); group != null; group = group.getParent()) {
            if (group.getName().startsWith(GROUP)) {
                return true;
            }
        }
        return false;
    }

    /** Netty's and Artemis' names. */
    private static boolean isNamedLikeTheClients(String name) {
        return name.startsWith("nioEventLoopGroup")
                || name.contains("ctivemq-client")
                || name.contains("ctiveMQ-client");
    }
}
