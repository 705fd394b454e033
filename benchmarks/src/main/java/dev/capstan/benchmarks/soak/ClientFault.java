package dev.capstan.benchmarks.soak;

/** What a client does wrong. */
enum ClientFault {
    /** Nothing. */
    NONE(860),
    /** Leaves once the request is sent. */
    LEAVES(25),
    /** Resets the connection within the request. */
    RESETS(15),
    /** Closes its sending side behind the request. */
    HALF_CLOSES(10),
    /** Sends the request in small pieces. */
    SENDS_SLOWLY(20),
    /** Reads nothing for a while. */
    READS_SLOWLY(20),
    /** Sends the next call before this one is answered. */
    PIPELINES(50);

    /** How often it occurs, compared to the others. */
    final int weight;

    ClientFault(int weight) {
        this.weight = weight;
    }
}
