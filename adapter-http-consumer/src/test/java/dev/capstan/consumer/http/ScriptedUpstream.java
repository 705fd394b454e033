package dev.capstan.consumer.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server whose every byte and flush the test decides. Each connection has a thread of its own. */
class ScriptedUpstream implements AutoCloseable {
    /** What is done with a connection. */
    interface Script {
        /**
         * Serves one connection; it is closed afterwards.
         *
         * @param number of the connection, counted from 1
         */
        void serve(Connection connection, int number) throws IOException, InterruptedException;
    }

    /** A connection from the server's side. */
    record Connection(Socket socket) {
        /** Reads the next request's head; null at the end. Requests have no bodies here. */
        String readHead() throws IOException {
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
                int octet = in.read();
                if (octet < 0) {
                    return null;
                }
                head.write(octet);
            }
            return head.toString(StandardCharsets.US_ASCII);
        }

        /** Writes, and flushes to the network. */
        void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private final ServerSocket server;
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch disconnected = new CountDownLatch(1);

    ScriptedUpstream(Script script) {
        try {
            server = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
        start(() -> {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                int number = connections.incrementAndGet();
                start(() -> {
                    try (socket) {
                        script.serve(new Connection(socket), number);
                    } finally {
                        disconnected.countDown();
                    }
                });
            }
        });
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException | InterruptedException over) {
                        // The other side, or the test, has ended.
                    }
                },
                "scripted-upstream");
        thread.setDaemon(true);
        thread.start();
    }

    String origin() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    void awaitDisconnect() {
        try {
            if (!disconnected.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("still connected");
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
