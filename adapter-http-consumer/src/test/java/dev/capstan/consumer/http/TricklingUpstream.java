package dev.capstan.consumer.http;

/** Sends a body without an end, one byte after the other, for as long as it is read. */
final class TricklingUpstream extends ScriptedUpstream {
    TricklingUpstream() {
        super((connection, number) -> {
            connection.readHead();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
            while (true) {
                connection.write("x");
                Thread.sleep(20);
            }
        });
    }
}
