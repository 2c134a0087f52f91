package org.osprofiler.jdbc;

import java.sql.JDBCType;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import org.jspecify.annotations.Nullable;

/** The SQL type that a parameter was set as; the value itself is not looked at. */
final class ParameterTypes {

    /** JDBC 4.3, appendix B, table B-2; the types of other setters are called as the setters are. */
    private static final Map<String, String> BY_SETTER = Map.ofEntries(
            Map.entry("setInt", "INTEGER"),
            Map.entry("setLong", "BIGINT"),
            Map.entry("setShort", "SMALLINT"),
            Map.entry("setByte", "TINYINT"),
            Map.entry("setString", "VARCHAR"),
            Map.entry("setNString", "NVARCHAR"),
            Map.entry("setBigDecimal", "NUMERIC"),
            Map.entry("setFloat", "REAL"),
            Map.entry("setBytes", "VARBINARY"),
            Map.entry("setURL", "DATALINK"),
            Map.entry("setAsciiStream", "LONGVARCHAR"),
            Map.entry("setUnicodeStream", "LONGVARCHAR"),
            Map.entry("setCharacterStream", "LONGVARCHAR"),
            Map.entry("setNCharacterStream", "LONGNVARCHAR"),
            Map.entry("setBinaryStream", "LONGVARBINARY"));

    /** For {@code setObject} without a type. */
    private static final Map<Class<?>, String> BY_CLASS = Map.ofEntries(
            Map.entry(String.class, "VARCHAR"),
            Map.entry(Integer.class, "INTEGER"),
            Map.entry(Long.class, "BIGINT"),
            Map.entry(Short.class, "SMALLINT"),
            Map.entry(Byte.class, "TINYINT"),
            Map.entry(Boolean.class, "BOOLEAN"),
            Map.entry(Double.class, "DOUBLE"),
            Map.entry(Float.class, "REAL"),
            Map.entry(java.math.BigDecimal.class, "NUMERIC"),
            Map.entry(byte[].class, "VARBINARY"),
            Map.entry(java.sql.Date.class, "DATE"),
            Map.entry(java.sql.Time.class, "TIME"),
            Map.entry(java.sql.Timestamp.class, "TIMESTAMP"),
            Map.entry(java.time.LocalDate.class, "DATE"),
            Map.entry(java.time.LocalTime.class, "TIME"),
            Map.entry(java.time.LocalDateTime.class, "TIMESTAMP"),
            Map.entry(java.time.OffsetDateTime.class, "TIMESTAMP_WITH_TIMEZONE"));

    private ParameterTypes() {}

    /** By position; those with names in the order in which they were set. */
    static List<ParameterSetOperation> inOrder(List<ParameterSetOperation> operations) {
        return operations.stream()
                .sorted(Comparator.comparingInt(
                        operation -> operation.getArgs()[0] instanceof Integer position ? position : Integer.MAX_VALUE))
                .toList();
    }

    static String of(ParameterSetOperation operation) {
        Object[] args = operation.getArgs();
        String setter = operation.getMethod().getName();
        if (ParameterSetOperation.isRegisterOutParameterOperation(operation)) {
            return "OUT " + named(args[1]);
        }
        if (setter.equals("setNull")) {
            return named(args[1]);
        }
        if (setter.equals("setObject")) {
            return args.length > 2 ? named(args[2]) : ofClass(args[1]);
        }
        String known = BY_SETTER.get(setter);
        return known != null ? known : setter.substring("set".length()).toUpperCase(Locale.ROOT);
    }

    private static String ofClass(@Nullable Object value) {
        return value == null ? "NULL" : BY_CLASS.getOrDefault(value.getClass(), "OBJECT");
    }

    /** Of a {@link java.sql.Types} number or a {@link JDBCType}; another SQLType is the driver's or the application's code. */
    private static String named(@Nullable Object type) {
        if (type instanceof JDBCType standard) {
            return standard.getName();
        }
        if (type instanceof Integer number) {
            for (JDBCType standard : JDBCType.values()) {
                if (number.equals(standard.getVendorTypeNumber())) {
                    return standard.getName();
                }
            }
        }
        return "OTHER";
    }
}
