@NullMarked
package dev.capstan.testkit.consumer;

import org.jspecify.annotations.NullMarked;
