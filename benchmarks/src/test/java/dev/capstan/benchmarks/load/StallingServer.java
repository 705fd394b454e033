package dev.capstan.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/** Answers one connection at a time, its first request of all after a stall. */
final class StallingServer implements AutoCloseable {
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final Thread thread = new Thread(this::serve, "stalling-server");
    private final long stall;
    private volatile boolean closed;

    StallingServer(long stall) throws IOException {
        this.stall = stall;
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws Exception {
        closed = true;
        LockSupport.unpark(thread);
        listener.close();
        thread.join();
    }

    private void serve() {
        while (!closed) {
            try (Socket socket = listener.accept()) {
                answer(socket);
            } catch (SocketException e) {
                // The client or the test has ended.
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void answer(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        long due = 0;
        for (String line = in.readLine(); line != null && !closed; line = in.readLine()) {
            if (line.isEmpty()) {
                due = due == 0 ? System.nanoTime() + stall : due;
                while (System.nanoTime() - due < 0 && !closed) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                socket.getOutputStream().write(ANSWER);
            }
        }
    }
}
