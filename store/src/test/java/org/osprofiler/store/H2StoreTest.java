package org.osprofiler.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2StoreTest {

    @Nested
    class InMemory extends TraceStoreContract {
        @Override
        TraceStore openEmpty() {
            return TraceStores.open("jdbc:h2:mem:" + UUID.randomUUID());
        }
    }

    @Nested
    class InFile extends TraceStoreContract {
        @TempDir
        private Path folder;

        @Override
        TraceStore openEmpty() {
            return TraceStores.open("jdbc:h2:file:" + folder.resolve("new folder/traces"));
        }
    }

    @TempDir
    private Path folder;

    private String file() {
        return "jdbc:h2:file:" + folder.resolve("traces");
    }

    @Test
    void reopenedFile_hasWhatWasStored() {
        try (TraceStore store = TraceStores.open(file())) {
            store.store(List.of(Samples.start("b", 1)));
        }
        try (TraceStore store = TraceStores.open(file())) {
            assertThat(store.store(List.of(Samples.start("b", 1), Samples.start("b", 2))))
                    .isEqualTo(1);
            assertThat(store.notifications("b")).hasSize(2);
        }
    }

    /** The tables as the first version made them. */
    private void makeFileOfFirstVersion(int traces) throws SQLException {
        try (Connection connection = DriverManager.getConnection(file());
                Statement statement = connection.createStatement()) {
            for (String ddl : NotificationTable.CREATE) {
                statement.execute(ddl);
            }
            for (String ddl : TraceTable.CREATE) {
                if (!ddl.contains("ALTER TABLE") && (!ddl.contains("INDEX") || ddl.contains("(touched)"))) {
                    statement.execute(ddl);
                }
            }
            try (PreparedStatement insert = connection.prepareStatement(NotificationTable.INSERT)) {
                for (int n = 0; n < traces; n++) {
                    for (StoredNotification each : TraceStoreContract.request("b" + n)) {
                        NotificationTable.bind(insert, each);
                        insert.addBatch();
                    }
                    statement.execute("INSERT INTO trace VALUES ('b" + n
                            + "', '2026-03-14T09:26:53.400000', 5, 0, NEXT VALUE FOR trace_touched)");
                }
                insert.executeBatch();
            }
        }
    }

    @Test
    void fileOfFirstVersion_isListedAsIfItWereOfThisOne() throws Exception {
        makeFileOfFirstVersion(450);
        try (TraceStore store = TraceStores.openExisting(file())) {
            assertThat(store.traces(new TraceQuery(false, 1000)))
                    .hasSize(450)
                    .startsWith(TraceStoreContract.summaryOfRequest("b449"))
                    .endsWith(TraceStoreContract.summaryOfRequest("b0"));
        }
        try (TraceStore store = TraceStores.open(file())) {
            assertThat(store.traces(new TraceQuery(false, 1)))
                    .containsExactly(TraceStoreContract.summaryOfRequest("b449"));
        }
    }

    /** Several may share a server's database, and not all be of this version. */
    @Test
    void rowOfAnEarlierCollector_isListed_andAddedTo() throws Exception {
        try (TraceStore store = TraceStores.open(file());
                Connection connection = DriverManager.getConnection(file());
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO trace (base_id, timestamp, notifications, error, touched) VALUES ('b', "
                    + "'2026-03-14T09:26:53.400000', 1, 1, NEXT VALUE FOR trace_touched)");
            assertThat(store.traces(new TraceQuery(true, 1)))
                    .containsExactly(new TraceSummary(
                            "b", "2026-03-14T09:26:53.400000", 1, true, OptionalLong.empty(), "", "", List.of()));
            store.store(List.of(Samples.start("b", 1)));
            assertThat(store.traces(new TraceQuery(true, 1)))
                    .containsExactly(new TraceSummary(
                            "b",
                            "2026-03-14T09:26:53.400000",
                            2,
                            true,
                            OptionalLong.of(0),
                            "db",
                            "",
                            List.of("volume-api")));
        }
    }

    @Test
    void openExisting_noDatabase_refusedAndNothingIsMade() {
        assertThatThrownBy(() -> TraceStores.openExisting("jdbc:h2:file:" + folder.resolve("typo/x;PASSWORD=s3cret")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no database jdbc:h2:file:" + folder.resolve("typo/x"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void openExisting_database_read() {
        try (TraceStore store = TraceStores.open(file())) {
            store.store(List.of(Samples.start("b", 1)));
        }
        try (TraceStore store = TraceStores.openExisting(file())) {
            assertThat(store.notifications("b")).hasSize(1);
        }
    }

    /** A copy of the file in use is what a killed process leaves behind. */
    @Test
    void killedProcess_losesNothingThatWasStored() throws Exception {
        try (TraceStore store = TraceStores.open(file())) {
            for (int n = 0; n < 20; n++) {
                store.store(List.of(Samples.start("b", n)));
            }
            Files.copy(folder.resolve("traces.mv.db"), folder.resolve("copy.mv.db"));
        }
        try (TraceStore copy = TraceStores.open("jdbc:h2:file:" + folder.resolve("copy"))) {
            assertThat(copy.notifications("b")).hasSize(20);
        }
    }

    @Test
    void fileInUse_isUnreachableAndSaysWhatToDo() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldsStore.class.getName(),
                        file())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(other.inputReader().lines().anyMatch("open"::equals)).isTrue();
            assertThatThrownBy(() -> TraceStores.open(file()))
                    .isInstanceOf(StoreUnreachableException.class)
                    .hasMessage(file()
                            + " is in use by another process; read from that collector's http:// address instead");
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    /** Opens a store and keeps it. */
    static final class HoldsStore {
        public static void main(String[] arguments) throws Exception {
            try (TraceStore store = TraceStores.open(arguments[0])) {
                System.out.println("open");
                System.in.read();
            }
        }
    }

    @Test
    void wrongPassword_isUnreachableAndTellsNoSecret() throws Exception {
        String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";USER=profiler";
        try (Connection open = DriverManager.getConnection(url + ";PASSWORD=right")) {
            assertThat(open.isValid(1)).isTrue();
            assertThatThrownBy(() -> TraceStores.open(url + ";PASSWORD=s3cret"))
                    .isInstanceOf(StoreUnreachableException.class)
                    .hasMessageContaining("Wrong user name or password")
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    void display_hasNoOptions() {
        try (TraceStore store = TraceStores.open("jdbc:h2:mem:shown;USER=u;PASSWORD=s3cret")) {
            assertThat(store.display()).isEqualTo("jdbc:h2:mem:shown");
            assertThat(store).hasToString("jdbc:h2:mem:shown");
        }
    }
}
