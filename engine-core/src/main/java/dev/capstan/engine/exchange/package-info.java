/**
 * What crosses the border between the engine and its adapters during a call: bodies with their ownership, header fields
 * as far as both sides need them, and answers. No HTTP codec is known here.
 */
@NullMarked
package dev.capstan.engine.exchange;

import org.jspecify.annotations.NullMarked;
