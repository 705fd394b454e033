package dev.capstan.format.text.internal.xml;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The object that an element with children or attributes becomes. Knows how deep it is, for the limit. */
final class ElementObject extends ObjectNode {
    private static final long serialVersionUID = 1L;

    private int height = 1;

    ElementObject() {
        super(JsonNodeFactory.instance);
    }

    /** The levels of objects and arrays, this one included. */
    int height() {
        return height;
    }

    /** That a value of so many levels is in it. */
    void reach(int levels) {
        height = Math.max(height, 1 + levels);
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
