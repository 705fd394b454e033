package dev.capstan.run.describe;

import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.LinkedSkill;
import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.spi.adapter.ServerAdapter;
import dev.capstan.engine.status.DocumentStatus;
import java.net.InetAddress;
import java.util.List;

/** What is served where, for people. */
public final class ServingTable {
    private static final int MOST_DOCUMENTS = 20;

    private ServingTable() {}

    /** After the start. */
    public static String serving(List<DocumentStatus> documents) {
        StringBuilder table = new StringBuilder();
        List<DocumentStatus> served =
                documents.stream().filter(DocumentStatus::serving).toList();
        for (DocumentStatus document : served.subList(0, Math.min(served.size(), MOST_DOCUMENTS))) {
            table.append(title(document)).append('\n');
            for (ServerAdapter.Endpoint endpoint : document.endpoints()) {
                table.append(line(endpoint, offer(document, endpoint), leftOut(document, endpoint.namespace())));
            }
        }
        return table.append(rest(documents, served)).toString();
    }

    /** Without a start. */
    public static String dryRun(List<DocumentStatus> documents) {
        StringBuilder table = new StringBuilder();
        List<DocumentStatus> served =
                documents.stream().filter(DocumentStatus::serving).toList();
        for (DocumentStatus document : served.subList(0, Math.min(served.size(), MOST_DOCUMENTS))) {
            table.append(title(document)).append('\n');
            for (AdapterPlan adapter : document.adapters()) {
                String type = adapter.linked().declaration().type();
                table.append(String.format(
                        "  %-7s %-32s would serve %s%s%n",
                        type,
                        adapter.namespace(),
                        adapter.linked() instanceof LinkedAdapter.Mcp mcp
                                ? McpOffer.counted(adapter, mcp)
                                : units(type, count(adapter)),
                        leftOut(document, adapter.namespace())));
            }
        }
        return table.append(rest(documents, served)).toString();
    }

    private static String title(DocumentStatus document) {
        String title = document.adapters().isEmpty()
                ? document.file()
                : document.adapters().get(0).title();
        return title.equals(document.file()) ? title : title + " (" + document.file() + ")";
    }

    private static String line(ServerAdapter.Endpoint endpoint, String offer, String leftOut) {
        return String.format(
                "  %-7s %-32s %s  %s%s%s%n",
                endpoint.type(), endpoint.namespace(), endpoint.url(), offer, leftOut, reach(endpoint.address()));
    }

    private static String offer(DocumentStatus document, ServerAdapter.Endpoint endpoint) {
        for (AdapterPlan adapter : document.adapters()) {
            if (adapter.linked() instanceof LinkedAdapter.Mcp mcp
                    && mcp.namespace().equals(endpoint.namespace())) {
                return McpOffer.counted(adapter, mcp);
            }
        }
        return units(endpoint.type(), endpoint.units());
    }

    private static String reach(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return "";
        }
        return address.isAnyLocalAddress()
                ? "  (listens on all addresses, " + address.getHostAddress() + ": reachable from other machines)"
                : "  (reachable from other machines)";
    }

    private static String leftOut(DocumentStatus document, String namespace) {
        long count = document.dead().stream()
                .filter(unit -> unit.adapter().equals(namespace))
                .count();
        return count == 0 ? "" : ", " + count + " left out";
    }

    private static String units(String type, int count) {
        if (type.equals("control")) {
            return "health and status";
        }
        String unit = switch (type) {
            case "mcp" -> "tool";
            case "skill" -> "skill";
            default -> "operation";
        };
        return count + " " + unit + (count == 1 ? "" : "s");
    }

    private static int count(AdapterPlan adapter) {
        return adapter.linked() instanceof LinkedAdapter.Skills skills
                ? (int) skills.skills().stream().filter(LinkedSkill::live).count()
                : adapter.units().size();
    }

    private static String rest(List<DocumentStatus> documents, List<DocumentStatus> served) {
        StringBuilder rest = new StringBuilder();
        if (served.size() > MOST_DOCUMENTS) {
            rest.append("... and ").append(served.size() - MOST_DOCUMENTS).append(" more documents\n");
        }
        int refused = documents.size() - served.size();
        if (refused > 0) {
            rest.append(refused)
                    .append(refused == 1 ? " document is" : " documents are")
                    .append(" left out; the reasons are above\n");
        }
        return rest.toString();
    }
}
