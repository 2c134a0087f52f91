package org.osprofiler.paste;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osprofiler.paste.Settings.Setting;
import org.osprofiler.wire.HmacKey;
import org.osprofiler.wire.PythonText;

/**
 * The keys of {@code hmac_keys} and {@code hmac_keys_file} together. Both count as one setting: where the conf has either,
 * the ini's are not accepted, so that no forgotten sample key stays valid.
 *
 * @param list the keys, those of {@code hmac_keys} first
 * @param written where they come from; empty when nobody wrote either option
 */
record Keys(List<String> list, List<Entry> written) {

    /** OSProfiler's default and the key of all its guides. */
    private static final String KNOWN_TO_ALL = "SECRET_KEY";

    private static final int SHORT = 16;

    static Keys read(Settings settings, ReadFiles files, Findings findings) {
        Setting keys = settings.inProfiler(Option.HMAC_KEYS);
        Setting file = settings.inProfiler(Option.HMAC_KEYS_FILE);
        if (keys == null && file == null) {
            keys = settings.inIni(Option.HMAC_KEYS);
            file = settings.inIni(Option.HMAC_KEYS_FILE);
        }
        List<String> list = new ArrayList<>();
        if (keys != null) {
            warnOfComment(keys, findings);
            list.addAll(HmacKey.split(keys.entry().value()));
        }
        if (file != null && !file.entry().value().isEmpty()) {
            list.addAll(readFile(file.entry(), files, findings));
        }
        return new Keys(
                List.copyOf(list), Stream.of(keys, file).flatMap(Keys::entryOf).toList());
    }

    /** In the ini a comment was taken off; oslo.config knows none behind a value, and the other services sign with it. */
    private static void warnOfComment(Setting keys, Findings findings) {
        String value = keys.entry().value();
        if (keys.oslo() && !TrailingComment.cut(value).equals(value)) {
            findings.warn(
                    keys.entry().place(),
                    "'#' behind a key begins no comment in a conf: it is part of the key, as in oslo.config; if a comment "
                            + "is meant, move it to a line of its own");
        }
    }

    private static Stream<Entry> entryOf(@Nullable Setting setting) {
        return setting == null ? Stream.empty() : Stream.of(setting.entry());
    }

    private static List<String> readFile(Entry option, ReadFiles files, Findings findings) {
        List<String> keys = new ArrayList<>();
        try {
            ConfigSource source = files.resolve(option);
            files.add(source);
            int number = 0;
            for (String line : SourceText.lines(source)) {
                number++;
                String kept = TrailingComment.cut(line);
                keys.addAll(HmacKey.split(kept));
                if (!kept.equals(line) && !PythonText.strip(kept).isEmpty()) {
                    findings.warn(
                            new Place(source.name(), number),
                            "the comment behind a key is left out; move it to a line of its own");
                }
            }
            if (keys.isEmpty()) {
                findings.problem(
                        option.place(),
                        "hmac_keys_file = " + option.value() + ": there is no key in it; write one on each line");
            }
        } catch (IllegalArgumentException e) {
            findings.problem(option.place(), "hmac_keys_file: " + e.getMessage());
        } catch (ConfigException e) {
            findings.problem(option.place(), "hmac_keys_file: " + e.reason());
        }
        return keys;
    }

    /** Warns of keys that others can guess; tells no key. */
    void warnOfWeak(Findings findings) {
        if (written.isEmpty()) {
            return;
        }
        Place place = written.get(0).place();
        for (int i = 0; i < list.size(); i++) {
            String key = list.get(i);
            String which = list.size() == 1 ? "the key" : "key " + (i + 1) + " of " + list.size();
            if (key.equals(KNOWN_TO_ALL)) {
                findings.warn(
                        place,
                        which + " is " + KNOWN_TO_ALL
                                + ", the key of OSProfiler's guides, so anybody can switch tracing on; "
                                + "replace it with one of your own");
            } else if (key.length() < SHORT) {
                findings.warn(
                        place,
                        which + " has " + key.length() + " characters, so it can be guessed; use " + SHORT
                                + " or more");
            }
        }
    }

    /** For {@code config show}. */
    String source() {
        return written.isEmpty()
                ? PasteConfig.DEFAULT_SOURCE
                : written.stream().map(entry -> entry.place().toString()).collect(Collectors.joining(", "));
    }
}
