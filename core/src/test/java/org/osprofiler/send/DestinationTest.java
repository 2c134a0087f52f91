package org.osprofiler.send;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationTest {

    @ParameterizedTest
    @CsvSource({
        "tcp://broker:61616,                            tcp://broker:61616",
        "tcp://user:secret@broker:61616?key=secret,     tcp://broker:61616",
        "tcp://user:secret@broker:1?key=sec@ret,        tcp://broker:1",
        "tcp://broker:1?path=/etc/t.jks&key=secret,     tcp://broker:1",
        "tcp://u:sec?sec=ret@broker,                     tcp://***",
        "rabbit://u:sec?ret@broker/v?key=x@secret,      rabbit://***",
        "rabbit://u:sec?ret@broker/v?x,                 rabbit://broker/v",
        "u:secret@broker,                               u:broker",
        "u:secret@broker//v,                            u:broker//v",
        "http://u:secret@collector:8777/below,          http://collector:8777/below",
        "rabbit://u:se@cret@broker:5672/vhost,          rabbit://broker:5672/vhost",
        "tcp://u:sec/ret@broker,                        tcp://broker",
        "tcp://u:sec?ret@broker,                        tcp://broker",
        "tcp://u:sec#ret@broker,                        tcp://broker",
        "tcp://u:12/secret@broker,                      tcp://broker",
        "tcp://u:12?secret@broker,                      tcp://broker",
        "tcp://u:sec ret@broker,                        tcp://broker",
        "rabbit://u:secret@a:1;u:secret@b:2/v,          rabbit://b:2/v",
        "jndi:java:/jms/Factory,                        jndi:java:/jms/Factory",
        "file:///var/log/a.jsonl,                       file:///var/log/a.jsonl",
    })
    void display_hidesUserPasswordAndQuery(String url, String shown) {
        assertThat(Destination.display(url)).isEqualTo(shown);
    }

    @Test
    void display_severalHosts_allOfThem() {
        assertThat(Destination.display("rabbit://u:secret@a:1,v:secret@b:2/v")).isEqualTo("rabbit://a:1,b:2/v");
    }
}
