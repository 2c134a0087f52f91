package org.osprofiler.cli;

import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.HmacKey;

/** The key that signs, from an option or the environment. */
final class ProfileKey {

    /** The variable that OpenStack's clients read. */
    static final String VARIABLE = "OS_PROFILE";

    private ProfileKey() {}

    static HmacKey of(@Nullable String option, String optionName, Console console) {
        String key = option == null ? console.environment(VARIABLE) : option;
        if (key == null || key.isEmpty()) {
            throw Failure.usage("no key to sign with: give one of the service's hmac_keys with " + optionName
                    + " KEY, or in the environment as " + VARIABLE);
        }
        return HmacKey.of(key);
    }
}
