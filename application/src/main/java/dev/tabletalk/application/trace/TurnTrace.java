package dev.tabletalk.application.trace;

import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.trace.CallPurpose;
import dev.tabletalk.domain.trace.ModelCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a turn was carried out.
 *
 * @param steps in the order in which they began
 */
public record TurnTrace(Turn turn, List<Step> steps) {
    public TurnTrace {
        steps = List.copyOf(steps);
    }

    /** What took time. */
    public sealed interface Step {
        /** When it began; null when that is not known. */
        @Nullable
        Instant startedAt();

        /** How long it took; null when it is not over or not known. */
        @Nullable
        Duration elapsed();

        /** The question waited for others. */
        record Waiting(Instant startedAt, Duration elapsed) implements Step {}

        /** @param number of the call within its turn, by which its request is found */
        record Model(int number, ModelCall call) implements Step {
            @Override
            public Instant startedAt() {
                return call.startedAt();
            }

            @Override
            public Duration elapsed() {
                return call.elapsed();
            }
        }

        /**
         * @param step which step of the answer wished for it
         * @param startedAt reckoned: tools of a step run one after another, from the moment the step was stored
         */
        record Tool(int step, ToolCall call, Instant startedAt) implements Step {
            @Override
            public @Nullable Duration elapsed() {
                return call.outcome() == null ? null : call.outcome().elapsed();
            }
        }

        /**
         * The model said something in this step, but the record of the call could not be kept, or is older than the keeping of
         * such records.
         *
         * @param startedAt null
         */
        record Missing(int step, @Nullable Instant startedAt) implements Step {
            @Override
            public @Nullable Duration elapsed() {
                return null;
            }
        }
    }

    /** The calls to models, in the order in which they began. */
    public List<Step.Model> calls() {
        return steps.stream()
                .filter(Step.Model.class::isInstance)
                .map(Step.Model.class::cast)
                .toList();
    }

    /** The answer's own calls. */
    public Duration answering() {
        return calls().stream()
                .filter(step -> step.call().purpose() == CallPurpose.ANSWER)
                .map(Step.Model::elapsed)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Tokens of all calls: for the answer, its title and next questions. */
    public TokenUsage usage() {
        return calls().stream().map(step -> step.call().usage()).reduce(TokenUsage.NONE, TokenUsage::plus);
    }

    /** All uses of tools together. */
    public Duration tools() {
        return steps.stream()
                .filter(Step.Tool.class::isInstance)
                .map(Step::elapsed)
                .reduce(Duration.ZERO, (sum, next) -> next == null ? sum : sum.plus(next));
    }

    /** The servers that something was sent to; none when nothing left this one, as far as there are records. */
    public List<String> servers() {
        return calls().stream()
                .filter(step -> step.call().attempts() > 0)
                .map(step -> step.call().server())
                .<String>mapMulti((server, known) -> {
                    if (server != null) {
                        known.accept(server);
                    }
                })
                .distinct()
                .toList();
    }

    /** How many steps the answer took: each time the model was asked for it. */
    public int answerSteps() {
        return (int) steps.stream()
                .map(step -> switch (step) {
                    case Step.Model model
                    when model.call().purpose() == CallPurpose.ANSWER ->
                        model.call().step();
                    case Step.Missing missing -> missing.step();
                    case Step.Model _, Step.Tool _, Step.Waiting _ -> 0;
                })
                .filter(step -> step > 0)
                .distinct()
                .count();
    }

    /** Whether the record of a call is missing. */
    public boolean hasGaps() {
        return steps.stream().anyMatch(Step.Missing.class::isInstance);
    }
}
