/**
 * What happens in an engine, as events: calls, their steps, attempts at upstreams, connection pools, circuit breakers.
 * Access logs, metrics, traces and a host's own listeners are {@link dev.capstan.engine.observe.EngineObserver}s; without
 * one, nothing is measured.
 */
@NullMarked
package dev.capstan.engine.observe;

import org.jspecify.annotations.NullMarked;
