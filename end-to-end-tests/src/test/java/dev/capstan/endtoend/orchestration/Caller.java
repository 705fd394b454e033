package dev.capstan.endtoend.orchestration;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that sends a request and goes away without waiting for the answer. */
final class Caller implements AutoCloseable {
    private final Socket socket;

    private Caller(Socket socket) {
        this.socket = socket;
    }

    /** Sends a GET. */
    static Caller get(String url, String target) throws IOException {
        URI uri = URI.create(url);
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        String head = "GET " + target + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return new Caller(socket);
    }

    /** Ends the connection at once, with a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
