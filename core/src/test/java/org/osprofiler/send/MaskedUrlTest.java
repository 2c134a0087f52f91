package org.osprofiler.send;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedUrlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "rabbit://u:p@h:5672/v rabbit://u:***@h:5672/v",
                "rabbit://u:p@h1:1,v:q@h2/x rabbit://u:***@h1:1,v:***@h2/x",
                "rabbit://u:p@h1,u2:p2@h2/ rabbit://u:***@h1,u2:***@h2/",
                "rabbit://u:p@h1,u2:p2@h2/?ssl_key=/etc/k,y rabbit://u:***@h1,u2:***@h2/?***",
                "rabbit://u:p@h1,h2/ rabbit://***@h1,h2/",
                "rabbit://h1,h2:1/v rabbit://h1,h2:1/v",
                "rabbit://u:p/w@h:5672/v rabbit://***@h:5672/v",
                "rabbit://u@h rabbit://u@h",
                "u:p@h u:***@h",
                "rabbit:u:p@h//v rabbit:***@h//v",
                "rabbit://u:p,w@h/v rabbit://***@h/v",
                "tcp://u:p?w@h tcp://***@h",
                "tcp://u:p#w@h/v tcp://***@h/v",
                "tcp://u:1?x=y@h tcp://u:1?***", // as a parameter of the host u, port 1, with an @ in its value
                "tcp://u:p?w=x@h tcp://***",
                "tcp://u:p@h:1?password=p tcp://u:***@h:1?***",
                "rabbit://u:p@a:1;v:q@b:2/v rabbit://u:***@b:2/v",
                "rabbit://u:p:q@r@h rabbit://u:***@h",
                "tcp://h:61616?user=u&password=p tcp://h:61616?***",
                "tcp://h:61616?user=u&password=ab/cd tcp://h:61616?***",
                "tcp://h:61616?user=u&password=ab,cd tcp://h:61616?***",
                "tcp://h:61616?user=u&password=ab?cd#ef tcp://h:61616?***",
                "tcp://h:61616?user=u@x&password=ab/cd@ef tcp://h:61616?***",
                "tcp://h:61616?sslEnabled=true&trustStorePath=/etc/t.jks&trustStorePassword=pw tcp://h:61616?***",
                "tcp://h/x?password=p tcp://h/x?***",
                "(tcp://h:1?password=p,tcp://h:2?password=p) (tcp://h:1?***",
                "failover:(tcp://u:p@h:1,tcp://v:q@i:2) failover:(tcp://***@i:2)",
                "jndi:x?password=p//q jndi:x?***",
                "jdbc:h2:mem:x;PASSWORD=p//q jdbc:h2:mem:x;***",
                "jdbc:h2:mem:x;PASSWORD=p@q jdbc:h2:mem:x;***",
                "jdbc:h2:tcp://localhost/~/t;USER=sa;PASSWORD=p jdbc:h2:tcp://localhost/~/t;***",
                "jdbc:h2:file:///var/x;PASSWORD=p jdbc:h2:file:///var/x;***",
                "jdbc:h2:tcp://h/x;PASSWORD=a@b jdbc:h2:tcp://h/x;***",
                "jdbc:postgresql://h/x?password=p@q jdbc:postgresql://h/x?***",
                "jdbc:oracle:thin:u/p@//h:1/x jdbc:oracle:***@//h:1/x",
                "tcp://h:1;password=x tcp://h:1;***",
                "tcp://u:p;w@h:1 tcp://u:***@h:1",
                "http://127.0.0.1:8777 http://127.0.0.1:8777",
                "http://h/a#b http://h/a#***",
                "messaging:// messaging://",
                "jndi:java:/jms/X jndi:java:/jms/X",
                "'' ''",
            })
    void withUsers_hidesPasswordsAndParameters(String url, String shown) {
        assertThat(MaskedUrl.of(url).withUsers()).isEqualTo(shown);
    }
}
