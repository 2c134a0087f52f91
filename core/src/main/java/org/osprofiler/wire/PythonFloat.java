package org.osprofiler.wire;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** Python's {@code repr(float)}: the shortest digits that read back as the same number. */
final class PythonFloat {

    private PythonFloat() {}

    static String text(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = shortest(value);
        String digits = shortest.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        int end = digits.length();
        while (end > 1 && digits.charAt(end - 1) == '0') {
            end--;
        }
        digits = digits.substring(0, end);
        StringBuilder text = new StringBuilder(24);
        if (value < 0) {
            text.append('-');
        }
        if (exponent < -4 || exponent >= 16) {
            text.append(digits.charAt(0));
            if (digits.length() > 1) {
                text.append('.').append(digits, 1, digits.length());
            }
            text.append('e').append(exponent < 0 ? '-' : '+');
            int magnitude = Math.abs(exponent);
            return text.append(magnitude < 10 ? "0" : "").append(magnitude).toString();
        }
        if (exponent < 0) {
            return text.append("0.")
                    .append("0".repeat(-exponent - 1))
                    .append(digits)
                    .toString();
        }
        if (digits.length() <= exponent + 1) {
            return text.append(digits)
                    .append("0".repeat(exponent + 1 - digits.length()))
                    .append(".0")
                    .toString();
        }
        return text.append(digits, 0, exponent + 1)
                .append('.')
                .append(digits, exponent + 1, digits.length())
                .toString();
    }

    /**
     * The shortest decimal that reads back as {@code value}; of several, the nearest. Double.toString of Java 17 does not
     * always find it (JDK-4511638).
     */
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        // Every decimal of 15 digits survives the way through a normal double; below, numbers have fewer.
        for (int precision = Math.abs(value) < Double.MIN_NORMAL ? 1 : 15; precision < 17; precision++) {
            // Where a power of two makes the gap below half as wide, the nearest one can miss and another fit.
            for (RoundingMode mode : List.of(RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.UP)) {
                BigDecimal candidate = exact.round(new MathContext(precision, mode));
                if (candidate.doubleValue() == value) {
                    return candidate;
                }
            }
        }
        return exact.round(new MathContext(17, RoundingMode.HALF_EVEN));
    }
}
