package dev.capstan.benchmarks.peer;

import java.io.IOException;

/** The child's half of the agreement with the macro benchmark: says where it listens, and ends with its parent. */
public final class Child {
    /** What the line on standard output begins with that tells the ports. */
    public static final String READY = "READY";

    private Child() {}

    /** Prints the ports, and returns when standard input has ended: when the parent closed it, or is gone. */
    public static void serveUntilParentEnds(int... ports) throws IOException {
        StringBuilder line = new StringBuilder(READY);
        for (int port : ports) {
            line.append(' ').append(port);
        }
        System.out.println(line);
        System.out.flush();
        while (System.in.read() >= 0) {
            // Nothing is said on standard input; only its end counts.
        }
    }
}
