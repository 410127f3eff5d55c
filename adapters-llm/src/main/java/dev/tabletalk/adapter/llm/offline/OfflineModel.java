package dev.tabletalk.adapter.llm.offline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.conversation.ToolArguments;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.port.LanguageModel;
import dev.tabletalk.domain.port.ModelListener;
import dev.tabletalk.domain.port.ModelReply;
import dev.tabletalk.domain.port.ModelRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A deterministic model without a network: it answers common questions about any database by rules, through the same tools as
 * other models, and says plainly what it did not understand. It keeps no state between calls.
 */
public final class OfflineModel implements LanguageModel {
    private static final Logger LOG = LoggerFactory.getLogger(OfflineModel.class);
    static final String NAME = "Offline model";
    private static final Pattern PIECE = Pattern.compile("\\S*\\s*");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isOffline() {
        return true;
    }

    @Override
    public ModelReply reply(ModelRequest request, ModelListener listener, Cancellation cancellation) {
        if (cancellation.isRequested()) {
            return new ModelReply.Cancelled("");
        }
        listener.sent(GivenToRules.of(request));
        Dialogue dialogue = new Dialogue(request.messages());
        try {
            return switch (new Conversationalist(request, dialogue).next()) {
                case Step.Call call -> finished("", List.of(requested(call, dialogue.callsNow() + 1)));
                case Step.Say(String text) -> say(text, listener, cancellation);
            };
        } catch (RuntimeException bug) {
            LOG.error("The offline model failed on a question", bug);
            return new ModelReply.Failed(
                    "",
                    new Failure(
                            FailureCode.INTERNAL, "The offline model failed on this question. Ask it in another way."));
        }
    }

    private static ModelReply say(String text, ModelListener listener, Cancellation cancellation) {
        StringBuilder said = new StringBuilder();
        Matcher pieces = PIECE.matcher(text);
        while (pieces.find() && !pieces.group().isEmpty()) {
            if (cancellation.isRequested()) {
                return new ModelReply.Cancelled(said.toString());
            }
            listener.text(pieces.group());
            said.append(pieces.group());
        }
        return finished(said.toString(), List.of());
    }

    private static ModelReply finished(String text, List<ModelReply.RequestedCall> calls) {
        return new ModelReply.Finished(text, calls, TokenUsage.NONE);
    }

    private static ModelReply.RequestedCall requested(Step.Call call, int number) {
        try {
            String arguments = JSON.writeValueAsString(call.arguments());
            return new ModelReply.RequestedCall(
                    "offline-" + number,
                    call.tool(),
                    arguments,
                    new ToolArguments.Parsed(new LinkedHashMap<>(call.arguments())));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts and lists of texts can always be written as JSON.", impossible);
        }
    }
}
