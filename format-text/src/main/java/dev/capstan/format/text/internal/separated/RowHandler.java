package dev.capstan.format.text.internal.separated;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import dev.capstan.engine.spi.format.ColumnNames;
import dev.capstan.engine.spi.format.PayloadBudget;
import dev.capstan.engine.spi.format.PayloadException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes an object of each record behind the first, which names the columns. For one answer. */
final class RowHandler extends AbstractBaseCsvCallbackHandler<ObjectNode> {
    /** Leaves the library's parser; why is in {@link #failure}. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused() {
            super(null, null, false, false);
        }
    }

    private final JsonNodeFactory nodes = JsonNodeFactory.instance;
    private final LineEndedReader text;
    private final String format;
    private final PayloadBudget budget;
    private final ArrayNode rows = nodes.arrayNode();
    private final List<String> header = new ArrayList<>();
    private @Nullable List<String> names;
    private @Nullable PayloadException failure;
    private ObjectNode row = nodes.objectNode();

    RowHandler(LineEndedReader text, String format, PayloadBudget budget) {
        this.text = text;
        this.format = format;
        this.budget = budget;
    }

    /** Why the library stopped. */
    PayloadException failure() {
        return failure != null ? failure : malformed("a character stands behind closing quotes");
    }

    void add(ObjectNode record) {
        if (names == null) {
            names = ColumnNames.distinct(header);
        } else {
            rows.add(record);
        }
    }

    /** All rows. */
    ArrayNode result() {
        return rows;
    }

    @Override
    protected void handleBegin(long line) {
        row = nodes.objectNode();
    }

    @Override
    protected void handleField(int column, char[] buffer, int offset, int length, boolean quoted) {
        if (quoted && text.isExhausted()) {
            throw refused(malformed("quotes are not closed"));
        }
        List<String> known = names;
        if (known == null) {
            count(1);
            header.add(new String(buffer, offset, length).trim());
        } else if (column < known.size()) {
            count(column == 0 ? 2 : 1);
            row.set(known.get(column), nodes.stringNode(new String(buffer, offset, length)));
        } else if (length > 0) {
            throw refused(malformed("the row has more cells than the header"));
        }
    }

    @Override
    protected ObjectNode buildRecord() {
        return row;
    }

    private void count(int values) {
        try {
            budget.addValues(values);
        } catch (PayloadException e) {
            throw refused(e);
        }
    }

    private PayloadException malformed(String why) {
        return new PayloadException(
                "is not " + format + ": in the row of line " + getStartingLineNumber() + ", " + why);
    }

    private Refused refused(PayloadException why) {
        failure = why;
        return new Refused();
    }
}
