package dev.capstan.adapter.mcp.internal.listing;

import dev.capstan.adapter.mcp.internal.protocol.Dialect;
import dev.capstan.adapter.mcp.internal.protocol.Freshness;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcError;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcException;
import dev.capstan.adapter.mcp.internal.protocol.McpMethod;
import dev.capstan.adapter.mcp.internal.protocol.MethodCall;
import dev.capstan.adapter.mcp.internal.protocol.ParamsReader;
import java.util.function.Supplier;
import tools.jackson.core.JsonToken;

/** A method that lists, such as {@code tools/list}. */
public final class ListMethod implements McpMethod {
    private final String name;
    private final Supplier<ListPages> pages;

    /**
     * A method.
     *
     * @param pages what it answers with; asked at each request
     */
    public ListMethod(String name, Supplier<ListPages> pages) {
        this.name = name;
        this.pages = pages;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public MethodCall read(ParamsReader params, Dialect dialect) {
        String cursor = "";
        for (String member = params.next(); member != null; member = params.next()) {
            if (member.equals("cursor") && params.value().currentToken() != JsonToken.VALUE_NULL) {
                cursor = params.string(member);
            } else {
                params.skip();
            }
        }
        ListPages.Page page = pages.get().at(cursor);
        if (page == null) {
            throw new JsonRpcException(
                    JsonRpcError.invalidParams("params.cursor is not from this list: start again without a cursor"));
        }
        return responder -> responder.result(page.members(), page.compressed(), Freshness.LIST);
    }
}
