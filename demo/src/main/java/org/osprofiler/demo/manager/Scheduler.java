package org.osprofiler.demo.manager;

import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.osprofiler.Profiler;

/** Decides where a volume goes. */
final class Scheduler {

    private final DataSource database;

    Scheduler(DataSource database) {
        this.database = database;
    }

    /**
     * The pool with the most room.
     *
     * @param size in GB
     */
    String pick(int size) throws NoValidPoolException {
        return Profiler.trace("Scheduler.pick", () -> {
            String pool = emptiest(size);
            if (pool == null) {
                throw new NoValidPoolException(size);
            }
            Profiler.current().info("pool", pool);
            return pool;
        });
    }

    private @Nullable String emptiest(int size) {
        return Sql.query(
                database,
                "SELECT name FROM pool WHERE capacity_gb - allocated_gb >= ?"
                        + " ORDER BY capacity_gb - allocated_gb DESC, name",
                List.of(size));
    }
}
