package org.osprofiler.send;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeSet;

/** Finds the notifier for a destination, once at start. */
public final class Notifiers {

    private static final System.Logger LOG = System.getLogger(Notifiers.class.getName());

    private Notifiers() {}

    /**
     * Makes the notifier for the destination's scheme. Providers of this class' loader come first, then those of the
     * thread's context loader, so that it works wherever the jars lie.
     *
     * @throws IllegalArgumentException when no provider knows the scheme, or the provider refuses the URL
     */
    public static Notifier create(Destination destination) {
        String scheme = destination.scheme();
        TreeSet<String> known = new TreeSet<>();
        for (NotifierProvider provider : providers()) {
            if (provider.schemes().contains(scheme)) {
                return provider.create(destination);
            }
            known.addAll(provider.schemes());
        }
        throw new IllegalArgumentException(
                "no notifier for '" + destination.display() + "': the schemes known here are "
                        + String.join(", ", known)
                        + ("tcp".equals(scheme) || "vm".equals(scheme) || "jndi".equals(scheme)
                                ? "; add osprofiler-notifier-jms to the application"
                                : ""));
    }

    private static List<NotifierProvider> providers() {
        List<NotifierProvider> found = new ArrayList<>();
        found.add(new HttpNotifierProvider());
        found.add(new FileNotifierProvider());
        load(Notifiers.class.getClassLoader(), found);
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null && context != Notifiers.class.getClassLoader()) {
            load(context, found);
        }
        return found;
    }

    private static void load(ClassLoader loader, List<NotifierProvider> into) {
        try {
            ServiceLoader.load(NotifierProvider.class, loader).stream().forEach(provider -> {
                try {
                    into.add(provider.get());
                } catch (ServiceConfigurationError | LinkageError e) {
                    LOG.log(System.Logger.Level.DEBUG, "notifier left out: " + provider.type(), e);
                }
            });
        } catch (ServiceConfigurationError e) {
            // Another copy of our classes in a sharing loader: its providers are no subtypes of ours.
            LOG.log(System.Logger.Level.DEBUG, "notifiers left out", e);
        }
    }
}
