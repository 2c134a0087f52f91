package org.osprofiler.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osprofiler.send.Destination;
import org.osprofiler.send.NotifierProvider;
import org.osprofiler.send.Notifiers;

class JmsNotifierProviderTest {

    private static Destination destination(String url) {
        return new Destination(url, "host", "service", "openstack", "profiler", null);
    }

    @Test
    void provider_isFound_forItsSchemes() {
        assertThat(ServiceLoader.load(NotifierProvider.class))
                .anySatisfy(provider -> assertThat(provider.schemes()).isEqualTo(Set.of("tcp", "vm", "jndi")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tcp:broker                          | names no host             | tcp://HOST:61616",
                "tcp://                              | tcp://                    | tcp://HOST:61616",
                "tcp://my_broker:61616               | names no host             | tcp://HOST:61616",
                "tcp://user:hunter2@broker:0         | port between 1 and 65535  | tcp://HOST:61616",
                "tcp://user:hunter2@broker:99999     | port between 1 and 65535  | tcp://HOST:61616",
                "tcp://user:hunter2@broker/queue     | between host and param    | tcp://HOST:61616",
                "tcp://user:hunter2#x@broker         | names no host             | %XX",
                "tcp://user:hunter2/x@broker         | names no host             | %XX",
                "tcp://user:hunter2?x@broker         | names no host             | %XX",
                "tcp://user:hunter2 x@broker         | is no URL                 | %XX",
                "tcp://user:hunter2%@broker          | is no URL                 | %XX",
                "vm://localhost                      | has no number             | vm://0",
                "jndi:jms/Factory                    | is no name of this server | jndi:java:",
                "jndi:ldap://host/x                  | is no name of this server | jndi:java:",
                "jndi:java:/jms/NotThere             | nothing is found          | jndi:java:",
            })
    void urlThatCannotBeRight_isRefused_sayingWhatIsAllowed(String url, String problem, String allowed) {
        assertThatThrownBy(() -> Notifiers.create(destination(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining(allowed)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void serverWithoutMessagingApi_loadsTheProvider_andSaysWhatIsMissing() throws Exception {
        NotifierProvider provider = (NotifierProvider) new ThinServer()
                .loadClass(JmsNotifierProvider.class.getName())
                .getConstructor()
                .newInstance();
        assertThat(provider.schemes()).contains("tcp");
        for (String url : new String[] {"tcp://broker:61616", "jndi:java:/jms/Factory"}) {
            assertThatThrownBy(() -> provider.create(destination(url)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("needs the Jakarta Messaging API")
                    .hasMessageContaining("http://");
        }
    }

    /** Has our classes, but neither Jakarta Messaging nor Artemis. */
    private static final class ThinServer extends ClassLoader {
        ThinServer() {
            super(JmsNotifierProviderTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("jakarta.jms.") || name.startsWith("org.apache.activemq.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("org.osprofiler.jms.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
