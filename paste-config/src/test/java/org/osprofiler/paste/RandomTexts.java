package org.osprofiler.paste;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Configurations as people write them, and as they do not: made from a seed, so that a failure can be repeated. Most are
 * nearly right, for a text that is refused at its first line tells little.
 */
abstract class RandomTexts {

    /** White space that Python knows, ASCII and other. */
    static final List<String> SPACES =
            List.of(" ", "  ", "\t", "\u00a0", "\u000b", "\u000c", "\u001c", "\u0085", "\u2003");

    private final Random random;

    RandomTexts(long seed) {
        this.random = new Random(seed);
    }

    final boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    @SafeVarargs
    final <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    final <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** {@code piece}, between {@code least} and {@code most} times. */
    final String several(int least, int most, Supplier<String> piece) {
        StringBuilder text = new StringBuilder();
        for (int i = least + random.nextInt(most - least + 1); i > 0; i--) {
            text.append(piece.get());
        }
        return text.toString();
    }

    final String lineEnd() {
        return oneIn(40) ? "\r\n" : oneIn(60) ? "\r" : "\n";
    }

    final String space() {
        return oneIn(8) ? oneOf(SPACES) : oneIn(3) ? " " : "";
    }

    /** Around {@code =} and {@code :}. */
    final String delimiter() {
        return space() + (oneIn(5) ? ":" : "=") + space();
    }
}
