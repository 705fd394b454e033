/** Units that run steps, and units that take their fields from aggregate functions, through REST and MCP alike. */
@NullMarked
package dev.capstan.endtoend.orchestration;

import org.jspecify.annotations.NullMarked;
