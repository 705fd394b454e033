package dev.capstan.adapter.mcp;

import tools.jackson.core.JsonToken;

/** {@code tools/list}: the tools, page by page. */
final class ListToolsMethod implements McpMethod {
    private final ToolPages pages;

    ListToolsMethod(ToolPages pages) {
        this.pages = pages;
    }

    @Override
    public String name() {
        return "tools/list";
    }

    @Override
    public MethodCall read(ParamsReader params, McpProtocolVersion version) {
        String cursor = "";
        for (String name = params.next(); name != null; name = params.next()) {
            if (name.equals("cursor") && params.value().currentToken() != JsonToken.VALUE_NULL) {
                cursor = params.string(name);
            } else {
                params.skip();
            }
        }
        byte[] page = pages.at(cursor);
        if (page == null) {
            throw new JsonRpcException(
                    JsonRpcError.invalidParams("params.cursor is not from this list: start again without a cursor"));
        }
        return responder -> responder.result(page);
    }
}
