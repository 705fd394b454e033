package dev.capstan.transport.internal.routing;

import dev.capstan.transport.Route;

/** A route, and the registration that it belongs to. */
public record ServedRoute(Route route, RouteShare share) {}
