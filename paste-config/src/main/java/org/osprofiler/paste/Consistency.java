package org.osprofiler.paste;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.osprofiler.ProfilerOptions;

/** What must hold between options, once each of them is readable. */
final class Consistency {

    private final Effective effective;
    private final PasteSection section;
    private final ReadFiles files;
    private final Findings findings;

    Consistency(Effective effective, PasteSection section, ReadFiles files, Findings findings) {
        this.effective = effective;
        this.section = section;
        this.files = files;
        this.findings = findings;
    }

    void check() {
        checkTokenFile();
        if (effective.keys().list().size() > effective.maxKeys()) {
            findings.problem(
                    effective.keys().written().get(0).place(),
                    "hmac_keys has " + effective.keys().list().size() + " keys, max_keys allows " + effective.maxKeys()
                            + ": each costs a signature for every signed request; remove old keys or raise max_keys");
        }
        if (effective.isEnabled()) {
            checkKeys();
            checkDestination();
            effective.keys().warnOfWeak(findings);
        } else if (!effective.written().containsKey(Option.ENABLED)) {
            findings.warn(
                    sourceAsAWhole(), "enabled is missing or empty, so the profiler is off; write 'enabled = yes'");
        }
    }

    private void checkKeys() {
        if (!effective.keys().list().isEmpty()) {
            return;
        }
        if (!effective.keys().written().isEmpty()) {
            Entry empty = effective.keys().written().get(0);
            findings.problem(
                    empty.place(),
                    empty.name() + " is empty, and enabled is on; write one or several keys of 16 characters or more, "
                            + "separated by commas");
            return;
        }
        Entry global = section.global().get(Option.HMAC_KEYS.optionName());
        if (global != null) {
            findings.problem(
                    global.place(),
                    "'set hmac_keys' sets the global configuration, not the filter's; write 'hmac_keys = …' without set");
            return;
        }
        findings.problem(
                enabledPlace(),
                "enabled is on, but nobody wrote a key; add 'hmac_keys = …', 16 characters or more, or hmac_keys_file to "
                        + (section.name().isEmpty() ? "[profiler]" : "[" + section.name() + "]")
                        + " (OSProfiler's default SECRET_KEY is not accepted)");
    }

    private void checkDestination() {
        String url = effective.text(Option.CONNECTION_STRING, null);
        if (url.startsWith("messaging:") && effective.text(Option.TRANSPORT_URL) == null) {
            Entry written = effective.written().get(Option.CONNECTION_STRING);
            findings.problem(
                    written == null ? enabledPlace() : written.place(),
                    "connection_string is " + ProfilerOptions.MESSAGING + (written == null ? ", its default," : "")
                            + " and there is no transport_url; add 'transport_url = tcp://HOST:61616' or rabbit://…, or, "
                            + "without a broker, 'connection_string = http://127.0.0.1:8777'");
        }
    }

    private void checkTokenFile() {
        Entry entry = effective.written().get(Option.COLLECTOR_TOKEN_FILE);
        if (entry == null) {
            return;
        }
        try {
            Path path = files.resolve(entry).path();
            if (path == null) {
                findings.problem(
                        entry.place(),
                        "collector_token_file: '" + entry.value() + "' is no file; write an absolute path");
            } else if (!Files.isReadable(path)) {
                findings.warn(
                        entry.place(),
                        "collector_token_file: " + path
                                + " cannot be read now; nothing reaches the collector until it can");
            }
        } catch (IllegalArgumentException e) {
            findings.problem(entry.place(), "collector_token_file: " + e.getMessage());
        }
    }

    private Place enabledPlace() {
        Entry enabled = effective.written().get(Option.ENABLED);
        return enabled == null ? sourceAsAWhole() : enabled.place();
    }

    private Place sourceAsAWhole() {
        ConfigSources sources = effective.sources();
        ConfigSource ini = sources.ini();
        @Nullable
        ConfigSource any =
                ini == null && !sources.confs().isEmpty() ? sources.confs().get(0) : ini;
        return new Place(any == null ? "configuration" : any.name(), 0);
    }
}
