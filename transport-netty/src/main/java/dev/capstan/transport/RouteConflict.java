package dev.capstan.transport;

/**
 * Two routes that claim the same requests.
 *
 * @param route the one that came too late
 * @param earlier the one that is served
 * @param earlierOwner whose that is
 */
public record RouteConflict(Route route, Route earlier, RouteOwner earlierOwner) {
    /** Where the route that is served is declared. */
    public String earlierPlace() {
        return earlier.place();
    }
}
