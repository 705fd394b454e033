package dev.capstan.format.html.internal;

import dev.capstan.engine.spi.format.ColumnNames;
import dev.capstan.engine.spi.format.PayloadBudget;
import dev.capstan.engine.spi.format.PayloadException;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The rows of one table as objects. */
final class TableRows {
    /** The result, the array of tables, the table, and the row. */
    private static final int ROW_DEPTH = 4;

    private final PayloadBudget budget;
    private final List<Element> rows = new ArrayList<>();
    private @Nullable Element header;

    TableRows(Element table, PayloadBudget budget) {
        this.budget = budget;
        for (Element part = table.firstElementChild(); part != null; part = part.nextElementSibling()) {
            if (part.nameIs("tr")) {
                rows.add(part);
            } else if (part.nameIs("thead") || part.nameIs("tbody") || part.nameIs("tfoot")) {
                addRows(part);
            }
        }
        if (header == null && !rows.isEmpty() && hasHeaderCell(rows.get(0))) {
            header = rows.get(0);
        }
    }

    private void addRows(Element part) {
        boolean first = header == null && part.nameIs("thead");
        for (Element row = part.firstElementChild(); row != null; row = row.nextElementSibling()) {
            if (row.nameIs("tr")) {
                rows.add(row);
                if (first && row.firstElementChild() != null) {
                    header = row;
                }
                first = false;
            }
        }
    }

    /** An object for each row; null when the table has no header. */
    @Nullable
    ArrayNode read() throws PayloadException {
        if (header == null) {
            return null;
        }
        List<String> names = ColumnNames.distinct(cells(header));
        budget.addValue();
        ArrayNode objects = JsonNodeFactory.instance.arrayNode();
        for (Element row : rows) {
            if (row == header || hasHeaderCell(row)) {
                continue;
            }
            List<String> cells = cells(row);
            if (!cells.isEmpty()) {
                budget.addValue();
                budget.checkDepth(ROW_DEPTH);
                objects.add(object(names, cells));
            }
        }
        return objects;
    }

    private static ObjectNode object(List<String> names, List<String> cells) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < cells.size() && i < names.size(); i++) {
            object.put(names.get(i), cells.get(i));
        }
        return object;
    }

    private List<String> cells(Element row) throws PayloadException {
        List<String> cells = new ArrayList<>();
        for (Element cell = row.firstElementChild(); cell != null; cell = cell.nextElementSibling()) {
            if (cell.nameIs("td") || cell.nameIs("th")) {
                budget.addValue();
                cells.add(CellText.of(cell));
            }
        }
        return cells;
    }

    private static boolean hasHeaderCell(Element row) {
        for (Element cell = row.firstElementChild(); cell != null; cell = cell.nextElementSibling()) {
            if (cell.nameIs("th")) {
                return true;
            }
        }
        return false;
    }
}
