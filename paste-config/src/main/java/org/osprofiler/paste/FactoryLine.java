package org.osprofiler.paste;

import java.util.regex.Pattern;

/** Which filter a section is: only OSProfiler's own can be read here. */
final class FactoryLine {

    static final String OPTION = "paste.filter_factory";
    static final String APP_OPTION = "paste.filter_app_factory";

    private static final String FACTORY = "osprofiler.web:WsgiMiddleware.factory";
    /** As Python reads an entry point: white space around the colon, and extras, which mean nothing here. */
    private static final Pattern ENTRY =
            Pattern.compile("osprofiler\\.web\\s*:\\s*WsgiMiddleware\\.factory\\s*(\\[.*]\\s*)?");

    private static final String EGG = "osprofiler";
    private static final String ENTRY_POINT = "osprofiler";
    private static final String ALLOWED =
            "; allowed are '" + OPTION + " = " + FACTORY + "' and 'use = egg:" + EGG + "#" + ENTRY_POINT + "'";

    private static final int SHOWN = 80;

    private FactoryLine() {}

    /**
     * Takes the factory's option out of the section.
     *
     * @param place of the section's name
     * @throws ConfigException when there is none, or another filter's
     */
    static void take(PasteSection section, Place place) {
        Entry factory = section.local().remove(OPTION);
        if (factory == null) {
            factory = section.local().get(APP_OPTION);
        }
        if (factory == null) {
            throw new ConfigException(
                    place, "[" + section.name() + "] has neither 'use' nor '" + OPTION + "'" + ALLOWED);
        }
        if (!factory.name().equals(OPTION) || !ENTRY.matcher(factory.value()).matches()) {
            throw refuse(factory);
        }
    }

    /** Whether {@code egg:NAME#ENTRY} is OSProfiler's filter; names of eggs ignore case. */
    static boolean isEgg(String name, String entryPoint) {
        return name.equalsIgnoreCase(EGG) && entryPoint.equals(ENTRY_POINT);
    }

    static ConfigException refuse(Entry entry) {
        return new ConfigException(
                entry.place(), entry.name() + " = " + shown(entry) + " is not OSProfiler's factory" + ALLOWED);
    }

    static String shown(Entry entry) {
        String value = entry.value();
        return value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value;
    }
}
