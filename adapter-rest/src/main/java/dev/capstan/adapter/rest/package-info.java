/**
 * Exposes documents' operations as a REST API: arguments out of requests, replies into responses. What is served on
 * which listener is the transport's, what is called the engine's.
 */
@NullMarked
package dev.capstan.adapter.rest;

import org.jspecify.annotations.NullMarked;
