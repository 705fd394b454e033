package dev.capstan.format.text.internal.xml;

import dev.capstan.engine.spi.format.DecodedPayload;
import dev.capstan.engine.spi.format.PayloadBudget;
import dev.capstan.engine.spi.format.PayloadException;
import dev.capstan.engine.spi.format.PayloadLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The elements that are open, and the value of those that were closed. For one document. */
final class ElementTree {
    private final PayloadBudget budget;
    private final List<OpenElement> elements = new ArrayList<>();
    private int open;
    private @Nullable DecodedPayload result;

    ElementTree(PayloadLimits limits) {
        budget = new PayloadBudget(limits);
    }

    boolean isOpen() {
        return open > 0;
    }

    /** The qualified name of the innermost element. */
    String openName() {
        return innermost().name().qualified();
    }

    /** The value of the root element, once it is closed. */
    DecodedPayload result() {
        return Objects.requireNonNull(result);
    }

    void open(XmlName name) throws PayloadException {
        budget.addValue();
        // An element in another makes an object of that; one object may hold nothing but text.
        budget.checkDepth(open);
        if (open == elements.size()) {
            elements.add(new OpenElement(budget));
        }
        elements.get(open++).reset(name);
    }

    /** Adds an attribute, and returns whether it is the only one of its name. */
    boolean addAttribute(XmlName name, String value) throws PayloadException {
        return innermost().addAttribute(name, value);
    }

    void addText(char[] text, int start, int end) {
        innermost().addText(text, start, end);
    }

    void addCharacter(int codePoint) {
        innermost().addCharacter(codePoint);
    }

    void close() throws PayloadException {
        OpenElement closed = innermost();
        JsonNode value = closed.value();
        // Each element around this one makes an object.
        budget.checkDepth(open - 1 + OpenElement.height(value));
        open--;
        if (open > 0) {
            innermost().addChild(closed.name().local(), value);
        } else {
            result = new DecodedPayload(value, closed.name().local());
        }
    }

    private OpenElement innermost() {
        return elements.get(open - 1);
    }
}
