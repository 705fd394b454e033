package dev.capstan.transport;

/**
 * Two routes that claim the same requests.
 *
 * @param route the one that came too late
 * @param earlierOwner who has it already
 * @param earlierPlace where that one is declared
 */
public record RouteConflict(Route route, RouteOwner earlierOwner, String earlierPlace) {}
