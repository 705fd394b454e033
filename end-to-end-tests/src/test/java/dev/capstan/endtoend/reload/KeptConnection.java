package dev.capstan.endtoend.reload;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection, on which requests follow one another: no request can be sent on another one by itself. */
final class KeptConnection implements AutoCloseable {
    private final Socket socket;
    private final String authority;
    private final InputStream in;

    /** A reply; its body as text. */
    record Reply(int status, String body) {}

    KeptConnection(String url) {
        URI uri = URI.create(url);
        this.authority = uri.getAuthority();
        try {
            socket = new Socket(uri.getHost(), uri.getPort());
            socket.setSoTimeout(30_000);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends a request and reads its reply. */
    Reply get(String target) {
        send(target);
        return read();
    }

    /** Sends a request. */
    void send(String target) {
        try {
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Reads a reply. */
    Reply read() {
        try {
            int status = Integer.parseInt(line().split(" ")[1]);
            int length = 0;
            boolean isChunked = false;
            for (String field = line(); !field.isEmpty(); field = line()) {
                String lower = field.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Integer.parseInt(lower.substring(15).strip());
                }
                isChunked |= lower.startsWith("transfer-encoding: chunked");
            }
            return new Reply(status, isChunked ? chunks() : text(length));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String chunks() throws IOException {
        StringBuilder body = new StringBuilder();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.append(text(size));
            line();
        }
        line();
        return body.toString();
    }

    private String text(int length) throws IOException {
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new AssertionError("the server has closed the connection");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.US_ASCII).stripTrailing();
    }

    /** Whether the server closes the connection, which is waited for. */
    boolean isEnded() {
        try {
            return in.read() < 0;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
