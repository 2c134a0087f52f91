package org.osprofiler.paste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osprofiler.ProfilerOptions;

class PasteConfigTest {

    private static final String FACTORY =
            "[filter:osprofiler]\npaste.filter_factory = osprofiler.web:WsgiMiddleware.factory\n";
    private static final String ON = FACTORY + "hmac_keys = 3NmuVr0oQZL8hT2x\nenabled = yes\n";

    private static ConfigSources.Builder sources() {
        return ConfigSources.builder().environment(name -> null);
    }

    private static ConfigSources ini(String text) {
        return sources().ini(ConfigSource.ofText("a.ini", text)).build();
    }

    private static ConfigSources both(String ini, String conf) {
        return sources()
                .ini(ConfigSource.ofText("a.ini", ini))
                .conf(ConfigSource.ofText("a.conf", conf))
                .build();
    }

    @Test
    void everyOption_reachesItsPlace() {
        ProfilerOptions options = PasteConfig.load(ini(FACTORY + """
                        hmac_keys = 3NmuVr0oQZL8hT2x, bS5ZkQ7pEw9cUj4y
                        enabled = on
                        project = cinder
                        service = volume-api
                        host = node-7
                        connection_string = https://collector:8777
                        transport_url = tcp://artemis:61616
                        control_exchange = cinder
                        topic = traces
                        collector_token_file = /etc/osprofiler/token
                        trace_jdbc = yes
                        trace_jdbc_params = yes
                        hide_args = yes
                        filter_error_trace = yes
                        trace_packages = com.acme.billing.*,
                            com.acme.volume.*
                        redact = iban, ssn
                        max_header_length = 1001
                        max_keys = 2
                        max_roots_per_second = 1003
                        max_spans = 1004
                        max_statement = 1005
                        max_message = 1006
                        max_text = 1007
                        max_notification = 1_025
                        queue = 1009
                        queue_bytes = 5000000000
                        max_trace_time = 1011
                        close_timeout = 0
                        """)).options();

        assertThat(options.hmacKeys()).containsExactly("3NmuVr0oQZL8hT2x", "bS5ZkQ7pEw9cUj4y");
        assertThat(options.enabled()).isTrue();
        assertThat(options.project()).isEqualTo("cinder");
        assertThat(options.service()).isEqualTo("volume-api");
        assertThat(options.host()).isEqualTo("node-7");
        assertThat(options.connectionString()).isEqualTo("https://collector:8777");
        assertThat(options.transportUrl()).isEqualTo("tcp://artemis:61616");
        assertThat(options.exchange()).isEqualTo("cinder");
        assertThat(options.topic()).isEqualTo("traces");
        assertThat(options.collectorTokenFile()).hasToString("/etc/osprofiler/token");
        assertThat(options.traceJdbc()).isTrue();
        assertThat(options.traceJdbcParams()).isTrue();
        assertThat(options.hideArgs()).isTrue();
        assertThat(options.filterErrorTrace()).isTrue();
        assertThat(options.tracePackages()).containsExactly("com.acme.billing.*", "com.acme.volume.*");
        assertThat(options.redact()).containsExactly("iban", "ssn");
        assertThat(options.limits())
                .isEqualTo(new org.osprofiler.Limits(
                        1001,
                        2,
                        1003,
                        1004,
                        1005,
                        1006,
                        1007,
                        1025,
                        1009,
                        5_000_000_000L,
                        Duration.ofSeconds(1011),
                        Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"s", "s # mine", "s\t#mine", "s # at 100%", "s # %(nothing)s", "\n    s # mine\n    # mine"})
    void commentBehindAValue_isNeitherPartOfItNorOfWhatRefersToIt(String service) {
        String text = FACTORY + "service = " + service + "\nproject = %(service)s-p\n";

        ProfilerOptions options = PasteConfig.load(ini(text)).options();

        assertThat(options.service().strip()).isEqualTo("s");
        assertThat(options.project().strip()).isEqualTo("s-p");
    }

    @Test
    void commentThatAReferenceBringsIn_isNoPartOfAKey() {
        ConfigSources sources = ini("[DEFAULT]\nsecret = 3NmuVr0oQZL8hT2x # mine\n" + FACTORY
                + "hmac_keys = %(secret)s, bS5ZkQ7pEw9cUj4y\n");

        assertThat(PasteConfig.load(sources).options().hmacKeys()).containsExactly("3NmuVr0oQZL8hT2x");
    }

    @Test
    void nothingWritten_isTheCoresDefaults() {
        LoadedConfig loaded = PasteConfig.load(ini(FACTORY));

        assertThat(loaded.options()).isEqualTo(ProfilerOptions.builder().build());
        assertThat(loaded.values()).allMatch(value -> value.source().equals("default"));
        assertThat(loaded.values()).hasSize(Option.values().length);
        assertThat(loaded.warnings())
                .singleElement()
                .hasToString("a.ini: enabled is missing or empty, so the profiler is off; write 'enabled = yes'");
    }

    @Test
    void noSourceAtAll_isOff() {
        assertThat(PasteConfig.load(sources().build()).options().enabled()).isFalse();
    }

    @Test
    void defaultNames_areThoseOfTheCaller() {
        ConfigSources sources = sources()
                .ini(ConfigSource.ofText("a.ini", FACTORY + "project = cinder\n"))
                .defaultProject("p")
                .defaultService("s")
                .build();

        assertThat(PasteConfig.load(sources).options())
                .returns("cinder", ProfilerOptions::project)
                .returns("s", ProfilerOptions::service);
    }

    @Test
    void confsProfilerSection_switchesOffAndOn() {
        String url = "connection_string = http://127.0.0.1:8777\n";

        assertThat(PasteConfig.load(both(ON + url, "[profiler]\nenabled = no\n"))
                        .options()
                        .enabled())
                .isFalse();
        assertThat(PasteConfig.load(both(ON.replace("yes", "no") + url, "[profiler]\nprofiler_enabled = 1\n"))
                        .options()
                        .enabled())
                .isTrue();
    }

    @Test
    void transportUrl_isTakenFromTheMostSpecificPlace() {
        String general = "[DEFAULT]\ntransport_url = rabbit://a\nhost = general\ncontrol_exchange = cinder\n";
        String notifications = "[oslo_messaging_notifications]\ntransport_url = rabbit://b\ntopics = notifications\n";
        String profiler = "[profiler]\ntransport_url = rabbit://d\n";

        ProfilerOptions options = PasteConfig.load(both(ON, general)).options();
        assertThat(options.transportUrl()).isEqualTo("rabbit://a");
        assertThat(options.host()).isEqualTo("general");
        assertThat(options.exchange()).isEqualTo("cinder");
        options = PasteConfig.load(both(ON, general + notifications)).options();
        assertThat(options.transportUrl()).isEqualTo("rabbit://b");
        assertThat(options.topic()).isEqualTo("profiler");
        String ini = ON + "transport_url = rabbit://c\n";
        assertThat(PasteConfig.load(both(ini, general + notifications))
                        .options()
                        .transportUrl())
                .isEqualTo("rabbit://c");
        assertThat(PasteConfig.load(both(ini, general + notifications + profiler))
                        .options()
                        .transportUrl())
                .isEqualTo("rabbit://d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rabbit://user:pw@host:5672/vhost",
                "rabbit://u:p@h1:5672,u:p@h2:5672//",
                "tcp://host:61616?user=u&password=p",
                "jndi:java:/jms/ConnectionFactory",
                "vm://0"
            })
    void transportUrl_isPassedOnUnchanged(String url) {
        ProfilerOptions options =
                PasteConfig.load(ini(ON + "transport_url = " + url + "\n")).options();

        assertThat(options.transportUrl()).isEqualTo(url);
    }

    @Test
    void environment_beatsTheConf() {
        Map<String, String> environment = Map.of(
                "OS_PROFILER__ENABLED", "off",
                "OS_PROFILER__SERVICE", "from-env",
                "OS_DEFAULT__TRANSPORT_URL", "tcp://env:1");
        ConfigSources sources = ConfigSources.builder()
                .ini(ConfigSource.ofText("a.ini", ON))
                .conf(ConfigSource.ofText("a.conf", "[profiler]\nenabled = yes\nservice = x\n"))
                .environment(environment::get)
                .build();

        LoadedConfig loaded = PasteConfig.load(sources);

        assertThat(loaded.options().enabled()).isFalse();
        assertThat(loaded.options().transportUrl()).isEqualTo("tcp://env:1");
        assertThat(loaded.values())
                .contains(new ConfigValue("service", "from-env", "environment OS_PROFILER__SERVICE", false));
    }

    @Test
    void keysOfTheConf_replaceThoseOfTheIni() {
        LoadedConfig loaded = PasteConfig.load(
                both(ON + "connection_string = http://h\n", "[profiler]\nhmac_keys = bS5ZkQ7pEw9cUj4y\n"));

        assertThat(loaded.options().hmacKeys()).containsExactly("bS5ZkQ7pEw9cUj4y");
    }

    @Test
    void emptyKeysOfTheConf_areNotFilledUpFromTheIni() {
        assertThatThrownBy(() ->
                        PasteConfig.load(both(ON + "connection_string = http://h\n", "[profiler]\nhmac_keys =\n")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("a.conf:2: hmac_keys is empty");
    }

    @Test
    void keysInTheGivenGlobals_neverReachTheFilter() {
        ConfigSources sources = sources()
                .ini(ConfigSource.ofText("a.ini", ON))
                .globalConf(Map.of("hmac_keys", "given-given-given"))
                .build();

        assertThatThrownBy(() -> PasteConfig.load(sources))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("hmac_keys in the given global configuration never reaches [filter:osprofiler]")
                .hasMessageContaining("a.ini:3");
    }

    @Test
    void traceJdbc_winsOverTraceSqlalchemy() {
        assertThat(PasteConfig.load(ini(FACTORY + "trace_sqlalchemy = yes\n"))
                        .options()
                        .traceJdbc())
                .isTrue();
        assertThat(PasteConfig.load(ini(FACTORY + "trace_sqlalchemy = yes\ntrace_jdbc = no\n"))
                        .options()
                        .traceJdbc())
                .isFalse();
    }

    @Test
    void problemsOfAllSources_areToldAtOnce() {
        ConfigException thrown = catchThrowableOfType(
                ConfigException.class, () -> PasteConfig.load(both("[filter:other]\n", "no section\n")));
        assertThat(thrown.problems()).hasSize(2);

        thrown = catchThrowableOfType(
                ConfigException.class,
                () -> PasteConfig.load(both(
                        FACTORY + "enabled = ja\nservice = %(nope)s\nproject = 5%\n",
                        "[profiler]\nqueue = $nope\nmax_keys = -1\n")));
        assertThat(thrown.problems()).hasSize(2).allMatch(problem -> problem.startsWith("a.ini:"));

        thrown = catchThrowableOfType(
                ConfigException.class,
                () -> PasteConfig.load(both(FACTORY + "enabled = ja\n", "[profiler]\nqueue = $nope\nmax_keys = -1\n")));
        assertThat(thrown.problems()).hasSize(3);
    }

    /** Each of these files holds the secret where something is wrong with it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "hmac_keys = s3cr3t%x\n",
                "hmac_keys = s3cr3t%(x\n",
                "hmac_keys = s3cr3t, %(nope)s\n",
                "hmac_keys = s3cr3t\n",
                "hmac_keys s3cr3t\n",
                "s3cr3t\n",
                "get hmac_keys = s3cr3t\n",
                "transport_url = s3cr3t\n",
                "connection_string = u:s3cr3t@h\n",
                "transport_url = rabbit://u:s3cr3t%zz@h\n",
                "hmac_keys = s3cr3t,s3cr3t\nmax_keys = 1\n",
                "hmac_keys = s3cr3t # s3cr3t\n",
                "hmac_keys = s3cr3t\nenabled = maybe\n",
                "hmac_keys = %(s3cr3t)s\n",
                "set hmac_keys = %(s3cr3t)s\n",
                "hmac_key = %(s3cr3t)s\n",
                "get hmac_key = s3cr3t\n",
                "service = %(connection_string)s\nconnection_string = http://u:%(s3cr3t)s@h\n",
                "hmac_keys = k1,\nX+s3cr3t==\n",
                "hmac_keys = k1,\nXs3cr3tK==\n",
                "hmac_keys = k1,\nXs3cr3tK==\nXs3cr3tK==\n",
                "hmac_keys = k1,\nXs3cr3tK== # k2\n",
                "hmac_keys = k1,\nXs3cr3tK=%=\n",
                "transport_url = tcp://h:61616?user=u&password=s3cr3t/s3cr3t,s3cr3t\n",
            })
    void secret_isInNoMessage(String option) {
        String text;
        try {
            LoadedConfig loaded = PasteConfig.load(ini(FACTORY + option));
            text = loaded.warnings() + " " + loaded.values() + " " + loaded;
        } catch (ConfigException e) {
            text = e.getMessage();
        }
        assertThat(text).isNotEmpty().doesNotContain("s3cr3t");
    }

    @Test
    void secretOfTheConf_isInNoMessage() {
        for (String option : new String[] {
            "hmac_keys = s3cr3t$nope",
            "hmac_keys = k$s3cr3t",
            "transport_url = rabbit://u:k$s3cr3t@h",
            "service = $connection_string\nconnection_string = http://u:k$s3cr3t@h",
            "transport_url = s3cr3t",
            "s3cr3t",
            " s3cr3t = 1"
        }) {
            ConfigException thrown = catchThrowableOfType(
                    ConfigException.class, () -> PasteConfig.load(both(FACTORY, "[profiler]\n" + option + "\n")));
            assertThat(thrown.getMessage())
                    .startsWith("a.conf:")
                    .contains(":2: ")
                    .doesNotContain("s3cr3t");
        }
    }

    @Test
    void dollarInAKey_saysHowToWriteIt() {
        assertThatThrownBy(() -> PasteConfig.load(both(FACTORY, "[profiler]\nhmac_keys = sW0rd$Long\n")))
                .hasMessageContaining(
                        "a.conf:2: the value of 'hmac_keys' has a $ before what is no option of [profiler] or"
                                + " [DEFAULT]; write $$ for a dollar sign;");
    }

    @Test
    void secondKeyWithoutIndent_isTakenForAnOptionButNotShown() {
        LoadedConfig loaded = PasteConfig.load(ini(FACTORY + "hmac_keys = k1,\nS3cr3tKey==\n"));

        assertThat(loaded.warnings())
                .extracting(ConfigWarning::toString)
                .contains(
                        "a.ini:4: an unknown option (9 characters) in [filter:osprofiler], which is left out; indent the"
                                + " line if it continues the one above");
    }

    @Test
    void warning_isGivenOnce() {
        Findings findings = new Findings();
        findings.warn(new Place("b.ini", 2), "x");
        findings.warn(new Place("a.ini", 1), "x");
        findings.warn(new Place("b.ini", 2), "x");

        assertThat(findings.warnings()).extracting(ConfigWarning::toString).containsExactly("b.ini:2: x", "a.ini:1: x");
    }

    @Test
    void controlCharacters_doNotReachTheLog() {
        LoadedConfig loaded = PasteConfig.load(ini(FACTORY + "en\u001babled\u2028x = 1\n"));

        assertThat(loaded.warnings()).anyMatch(warning -> warning.text().contains("'en abled x'"));
    }

    /** Ten levels of ten references each are ten billion; ours ends before it hurts. */
    @Test
    void references_cannotGrowWithoutEnd() {
        StringBuilder ini = new StringBuilder(FACTORY);
        StringBuilder conf = new StringBuilder("[DEFAULT]\n");
        for (int i = 0; i < 9; i++) {
            ini.append("o")
                    .append(i)
                    .append(" = ")
                    .append(("%(o" + (i + 1) + ")s").repeat(10))
                    .append('\n');
            conf.append("o")
                    .append(i)
                    .append(" = ")
                    .append(("${o" + (i + 1) + "}").repeat(10))
                    .append('\n');
        }
        String texts = ini + "o9 = xxxxxxxxxx\n";
        String nothings = conf + "o9 =\n[profiler]\nservice = $o0\n";

        assertThatThrownBy(() -> PasteConfig.load(ini(texts)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("a.ini:3: the value of 'o0' grows without end");
        assertThatThrownBy(() -> PasteConfig.load(both(FACTORY, nothings)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("the value of 'service' grows without end");
    }

    @Test
    void sectionOfAnotherKind_isRefused() {
        assertThatThrownBy(() -> new PasteLoader(new Findings(), new ReadFiles())
                        .load(ConfigSource.ofText("a.ini", ON), "pipeline:main", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("which is no filter's");
    }
}
