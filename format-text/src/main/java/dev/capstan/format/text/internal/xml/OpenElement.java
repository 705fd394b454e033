package dev.capstan.format.text.internal.xml;

import dev.capstan.engine.spi.format.PayloadBudget;
import dev.capstan.engine.spi.format.PayloadException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** An element whose end was not read yet. Used for one element after the other. */
final class OpenElement {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final XmlName NONE = new XmlName("", "", false);
    private static final char[] NO_TEXT = {};

    private final PayloadBudget budget;
    private XmlName name = NONE;
    private @Nullable ElementObject fields;
    private final List<XmlName> attributes = new ArrayList<>();
    /** The qualified names of the attributes; only where two have the same local name. */
    private @Nullable Set<String> qualified;
    /** The fields that are attributes and that a child may still take; only where one has asked for one. */
    private @Nullable Set<String> replaceable;

    private boolean children;
    private int namespaces;

    private char[] text = NO_TEXT;
    private int textStart;
    private int textEnd;
    /** The text so far when it is of more than one piece; null when it is the piece above. */
    private @Nullable StringBuilder pieces;

    OpenElement(PayloadBudget budget) {
        this.budget = budget;
    }

    void reset(XmlName opened) {
        name = opened;
        fields = null;
        attributes.clear();
        qualified = null;
        replaceable = null;
        children = false;
        namespaces = 0;
        textStart = 0;
        textEnd = 0;
        pieces = null;
    }

    XmlName name() {
        return name;
    }

    /** Adds an attribute, and returns whether it is the only one of its name. */
    boolean addAttribute(XmlName attribute, String value) throws PayloadException {
        boolean known;
        if (attribute.namespace()) {
            known = namespaces++ > 0;
        } else {
            budget.addValue();
            ElementObject object = fields();
            known = object.has(attribute.local());
            if (!known) {
                object.set(attribute.local(), NODES.stringNode(value));
            }
        }
        if (known && qualified == null) {
            qualified = new HashSet<>();
            for (XmlName earlier : attributes) {
                qualified.add(earlier.qualified());
            }
        }
        attributes.add(attribute);
        return qualified == null || qualified.add(attribute.qualified());
    }

    /** Adds the value of a child element. */
    void addChild(String local, JsonNode value) throws PayloadException {
        if (!children) {
            children = true;
            if (pieces == null && isBlank(text, textStart, textEnd)) {
                textEnd = textStart;
            }
        }
        ElementObject object = fields();
        JsonNode known = object.get(local);
        if (known == null || !attributes.isEmpty() && takesAttribute(local)) {
            object.set(local, value);
            object.reach(height(value));
        } else if (known instanceof ArrayNode list) {
            list.add(value);
            object.reach(1 + height(value));
        } else {
            budget.addValue();
            object.set(local, NODES.arrayNode().add(known).add(value));
            object.reach(1 + Math.max(height(known), height(value)));
        }
    }

    /** The levels of objects and arrays in an element's value; 0 when it is text. */
    static int height(JsonNode value) {
        return value instanceof ElementObject object ? object.height() : 0;
    }

    private boolean takesAttribute(String local) {
        if (replaceable == null) {
            replaceable = new HashSet<>();
            for (XmlName attribute : attributes) {
                if (!attribute.namespace()) {
                    replaceable.add(attribute.local());
                }
            }
        }
        return replaceable.remove(local);
    }

    void addText(char[] source, int start, int end) {
        if (start == end || children && pieces == null && textStart == textEnd && isBlank(source, start, end)) {
            return;
        }
        if (pieces != null) {
            pieces.append(source, start, end - start);
        } else if (textStart == textEnd) {
            text = source;
            textStart = start;
            textEnd = end;
        } else {
            pieces().append(source, start, end - start);
        }
    }

    void addCharacter(int codePoint) {
        pieces().appendCodePoint(codePoint);
    }

    private StringBuilder pieces() {
        if (pieces == null) {
            pieces = new StringBuilder();
            pieces.append(text, textStart, textEnd - textStart);
        }
        return pieces;
    }

    /** The element's value, when its end was read. */
    JsonNode value() throws PayloadException {
        if (fields == null) {
            return NODES.stringNode(content());
        }
        String content = children ? trimmed() : content();
        if (!content.isEmpty()) {
            budget.addValue();
            fields.set(fields.has("value") ? "" : "value", NODES.stringNode(content));
        }
        return fields;
    }

    private String content() {
        return pieces == null ? new String(text, textStart, textEnd - textStart) : pieces.toString();
    }

    /** The text without the white space around it; the usual one between elements is never copied. */
    private String trimmed() {
        if (pieces != null) {
            return trimmed(pieces.toString());
        }
        while (textStart < textEnd && XmlCharacters.isSpace(text[textStart])) {
            textStart++;
        }
        while (textEnd > textStart && XmlCharacters.isSpace(text[textEnd - 1])) {
            textEnd--;
        }
        return content();
    }

    private static boolean isBlank(char[] source, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!XmlCharacters.isSpace(source[i])) {
                return false;
            }
        }
        return true;
    }

    private static String trimmed(String content) {
        int start = 0;
        int end = content.length();
        while (start < end && XmlCharacters.isSpace(content.charAt(start))) {
            start++;
        }
        while (end > start && XmlCharacters.isSpace(content.charAt(end - 1))) {
            end--;
        }
        return content.substring(start, end);
    }

    private ElementObject fields() {
        if (fields == null) {
            fields = new ElementObject();
        }
        return fields;
    }
}
