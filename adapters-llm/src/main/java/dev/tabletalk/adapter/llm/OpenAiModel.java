package dev.tabletalk.adapter.llm;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.port.LanguageModel;
import dev.tabletalk.domain.port.ModelListener;
import dev.tabletalk.domain.port.ModelReply;
import dev.tabletalk.domain.port.ModelRequest;

/** A model behind an endpoint that speaks OpenAI's chat completions; answers on the thread of its caller. */
final class OpenAiModel implements LanguageModel {
    private final OpenAiEndpoint endpoint;
    private final String name;
    private final Limits limits;

    OpenAiModel(OpenAiEndpoint endpoint, String name, Limits limits) {
        this.endpoint = endpoint;
        this.name = name;
        this.limits = limits;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isOffline() {
        return false;
    }

    @Override
    public ModelReply reply(ModelRequest request, ModelListener listener, Cancellation cancellation) {
        ChatRequest.Builder chat = ChatRequest.builder().modelName(name).messages(Prompt.messages(request));
        if (!request.tools().isEmpty()) {
            chat.toolSpecifications(Prompt.tools(request.tools()));
        }
        return endpoint.call(chat.build(), listener, cancellation, limits);
    }
}
