package dev.capstan.document.link;

import dev.capstan.document.linked.Argument;
import dev.capstan.document.linked.OperationInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what callers can give to a unit, by the rules of its surface, and numbers it. */
interface ArgumentCollector {
    /** No argument. */
    int NONE = -1;

    /** The argument that the caller is known to be able to give under that name; {@link #NONE} when there is none. */
    int known(String name);

    /**
     * The argument of that name, made when it is not known yet.
     *
     * @param feeds what it is for; null when it serves a template only
     * @param named whether the document names it, rather than that it follows from the called operation
     * @return {@link #NONE} when callers cannot give it
     */
    int derive(String name, @Nullable OperationInput feeds, boolean named);

    /** Says that a derived argument need not be given, and why. */
    void relax(int index, String description);

    /** The arguments that the unit declares and that nothing has asked for so far. */
    default List<Argument> idle() {
        return List.of();
    }

    /** All arguments. */
    List<Argument> all();
}
