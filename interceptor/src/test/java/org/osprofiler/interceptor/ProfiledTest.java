package org.osprofiler.interceptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osprofiler.interceptor.beans.Billing;
import org.osprofiler.interceptor.beans.Handler;
import org.osprofiler.interceptor.beans.Ledger;
import org.osprofiler.interceptor.beans.Plain;
import org.osprofiler.interceptor.beans.Shop;
import org.osprofiler.interceptor.beans.TextHandler;
import org.osprofiler.interceptor.packaged.FinalBean;
import org.osprofiler.interceptor.packaged.FinalMethod;
import org.osprofiler.interceptor.packaged.HiddenConstructor;
import org.osprofiler.interceptor.packaged.Sealed;
import org.osprofiler.interceptor.packaged.Settings;
import org.osprofiler.interceptor.packaged.Untouched;
import org.osprofiler.testkit.RecordedTrace;
import org.osprofiler.wire.Notification;

/** On Weld SE, plain Java; the build runs it with CDI 4.0 and 4.1. */
class ProfiledTest {

    private static SeContainer container() {
        return SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(new ProfiledExtension())
                .addBeanClasses(
                        Shop.class,
                        Plain.class,
                        Billing.class,
                        Ledger.class,
                        TextHandler.class,
                        Untouched.class,
                        FinalBean.class,
                        FinalMethod.class,
                        HiddenConstructor.class,
                        Sealed.class,
                        Settings.class)
                .initialize();
    }

    private static <T> T bean(SeContainer container, Class<T> type) {
        return container.select(type).get();
    }

    @Test
    void weld_isTheOneThatTheBuildAsksFor() {
        assertThat(weldVersion()).startsWith(System.getProperty("expected.weld", ""));
    }

    private static String weldVersion() {
        try {
            String jar = Class.forName("org.jboss.weld.environment.se.Weld")
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .getPath();
            return jar.replaceFirst(".*weld-se-core-", "");
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void class_isProfiled_methodByMethod() {
        try (SeContainer container = container();
                RecordedTrace trace = RecordedTrace.start()) {
            Shop shop = bean(container, Shop.class);
            assertThat(shop.order(5, "hush", new Object())).isEqualTo("ordered");
            shop.notProfiled();
            Notification start = trace.notifications().get(1);
            assertThat(trace.names()).containsExactly("wsgi-start", "Shop.order-start", "Shop.order-stop", "wsgi-stop");
            assertThat(start.info())
                    .containsEntry(
                            "function",
                            Map.of(
                                    "name",
                                    "org.osprofiler.interceptor.beans.Shop.order",
                                    "args",
                                    "()",
                                    "kwargs",
                                    "{amount: 5, password: ***, item: java.lang.Object}"));
            assertThat(trace.notifications().get(2).info()).containsOnlyKeys("host");
        }
    }

    @Test
    void nameResultAndArgs_areAsTheAnnotationSays() {
        try (SeContainer container = container();
                RecordedTrace trace = RecordedTrace.start()) {
            bean(container, Shop.class).pay("4711");
            bean(container, Shop.class).named(1, "x");
            assertThat(trace.notifications().get(1).name()).isEqualTo("checkout-start");
            assertThat(trace.notifications().get(1).info())
                    .containsEntry("function", Map.of("name", "org.osprofiler.interceptor.beans.Shop.pay"));
            assertThat(trace.notifications().get(2).info()).containsEntry("function", Map.of("result", "paid"));
            assertThat(trace.notifications().get(3).info().get("function"))
                    .asString()
                    .contains("{first: 1, secretSecond: ***}");
        }
    }

    @Test
    void methodOnly_andStereotype() {
        try (SeContainer container = container();
                RecordedTrace trace = RecordedTrace.start()) {
            bean(container, Plain.class).one();
            bean(container, Plain.class).other();
            bean(container, Billing.class).total();
            assertThat(trace.names())
                    .containsExactly(
                            "wsgi-start",
                            "Plain.one-start",
                            "Plain.one-stop",
                            "Billing.total-start",
                            "Billing.total-stop",
                            "wsgi-stop");
            assertThat(trace.notifications().get(4).info()).containsEntry("function", Map.of("result", "42"));
        }
    }

    @Test
    void stereotypeOfAStereotype() {
        try (SeContainer container = container();
                RecordedTrace trace = RecordedTrace.start()) {
            bean(container, Ledger.class).balance();
            assertThat(trace.names())
                    .containsExactly("wsgi-start", "Ledger.balance-start", "Ledger.balance-stop", "wsgi-stop");
            assertThat(trace.notifications().get(2).info()).containsEntry("function", Map.of("result", "7"));
        }
    }

    @Test
    void callThroughAGenericInterface_isOneSpan_withTheArgumentsNames() {
        try (SeContainer container = container();
                RecordedTrace trace = RecordedTrace.start()) {
            Handler<String> handler = bean(container, TextHandler.class);
            assertThat(handler.handle("it")).isEqualTo("handled it");
            assertThat(trace.names())
                    .containsExactly("wsgi-start", "TextHandler.handle-start", "TextHandler.handle-stop", "wsgi-stop");
            assertThat(trace.notifications().get(1).info().get("function"))
                    .asString()
                    .contains("{input: it}");
        }
    }

    @Test
    void exception_isRecorded_andThrownAsItIs() {
        try (SeContainer container = container();
                RecordedTrace trace = RecordedTrace.start()) {
            assertThatThrownBy(() -> bean(container, Shop.class).fails())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("sold out");
            assertThat(trace.notifications().get(2).info())
                    .containsEntry("etype", "java.lang.IllegalStateException")
                    .containsEntry("message", "sold out");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void completionStage_endsTheSpan(boolean well) throws Exception {
        try (SeContainer container = container();
                RecordedTrace trace = RecordedTrace.start()) {
            Shop shop = bean(container, Shop.class);
            var stage = shop.later();
            assertThat(stage).isSameAs(bean(container, Shop.class).later());
            Plain plain = bean(container, Plain.class);
            plain.one();
            // Through a client proxy fields are not the bean's: the stage itself is the future.
            var future = stage.toCompletableFuture();
            if (well) {
                future.complete("done");
            } else {
                future.completeExceptionally(new java.io.IOException("lost"));
            }
            var sent = trace.notifications();
            assertThat(trace.names())
                    .containsExactly(
                            "wsgi-start",
                            "Shop.later-start",
                            "Shop.later-start",
                            "Plain.one-start",
                            "Plain.one-stop",
                            "Shop.later-stop",
                            "Shop.later-stop",
                            "wsgi-stop");
            assertThat(sent.get(3).parentId()).isEqualTo(sent.get(0).spanId());
            assertThat(sent.get(5).info().containsKey("etype")).isEqualTo(!well);
        }
    }

    @Test
    void untraced_isTheCallItself() {
        try (SeContainer container = container()) {
            assertThat(bean(container, Shop.class).order(1, "", "")).isEqualTo("ordered");
        }
    }

    @Test
    void hideArgs_inTheOptions_winsEverywhere() {
        try (SeContainer container = container();
                RecordedTrace trace = RecordedTrace.start(options -> options.hideArgs(true))) {
            bean(container, Shop.class).order(5, "hush", "x");
            assertThat(trace.notifications().get(1).info())
                    .containsEntry("function", Map.of("name", "org.osprofiler.interceptor.beans.Shop.order"));
        }
    }

    @Test
    void tracePackages_profileUntouchedBeans_andLeaveFinalOnesAlone(@TempDir Path dir) throws Exception {
        Path ini = Files.writeString(
                dir.resolve("api-paste.ini"),
                "[filter:osprofiler]\npaste.filter_factory = osprofiler.web:WsgiMiddleware.factory\nenabled = no\n"
                        + "trace_packages = org.osprofiler.interceptor.packaged.*\n");
        System.setProperty("OSPROFILER_PASTE_INI", ini.toString());
        try (SeContainer container = container();
                RecordedTrace trace = RecordedTrace.start()) {
            bean(container, Untouched.class).work();
            bean(container, FinalBean.class).work();
            bean(container, FinalMethod.class).work();
            bean(container, HiddenConstructor.class).work();
            bean(container, Sealed.class).work();
            bean(container, Settings.class).work();
            assertThat(trace.names())
                    .containsExactly("wsgi-start", "Untouched.work-start", "Untouched.work-stop", "wsgi-stop");
        } finally {
            System.clearProperty("OSPROFILER_PASTE_INI");
        }
    }

    @Test
    void discoveredBesideTheExtension_interceptsOnce() {
        try (SeContainer container = SeContainerInitializer.newInstance().initialize();
                RecordedTrace trace = RecordedTrace.start()) {
            bean(container, Plain.class).one();
            assertThat(trace.names()).containsExactly("wsgi-start", "Plain.one-start", "Plain.one-stop", "wsgi-stop");
        }
    }
}
