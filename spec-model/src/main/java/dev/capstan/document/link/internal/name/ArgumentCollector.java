package dev.capstan.document.link.internal.name;

import dev.capstan.document.linked.Argument;
import dev.capstan.document.linked.OperationInput;
import dev.capstan.document.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers what callers can give to a unit, by the rules of its surface, and numbers it. */
public interface ArgumentCollector {
    /** No argument. */
    int NONE = -1;

    /** The argument that the caller is known to be able to give under that name; {@link #NONE} when there is none. */
    int known(String name);

    /** Whether the caller is known to be able to give that name; asking does not count as taking it. */
    boolean isKnown(String name);

    /**
     * The argument of that name, made when it is not known yet.
     *
     * @param feeds what it is for; null when it serves a template only
     * @param named where the document names it; null when it follows from the called operation
     * @return {@link #NONE} when callers cannot give it
     */
    int derive(String name, @Nullable OperationInput feeds, @Nullable YamlNode named);

    /** Says that a derived argument need not be given, and why. */
    void relax(int index, String description);

    /** Says that an argument has to be given, though it is declared otherwise. */
    void require(int index);

    /** Whether the unit declares arguments. */
    boolean declares();

    /** The arguments that the unit declares and that nothing has asked for so far. */
    List<Argument> idle();

    /** The names that the document uses and that the unit does not declare although it declares others, with their places. */
    Map<String, YamlNode> undeclared();

    /** All arguments. */
    List<Argument> all();
}
