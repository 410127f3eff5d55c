package dev.tabletalk.domain.port;

/** A fresh set of in-memory repositories for each test. */
abstract class InMemoryRepositories implements StoreContract {
    private final InMemoryStore store = new InMemoryStore();

    @Override
    public ConnectionRepository connections() {
        return new InMemoryConnections(store);
    }

    @Override
    public ConversationRepository conversations() {
        return new InMemoryConversations(store);
    }

    @Override
    public Transcript transcript() {
        return new InMemoryTranscript(store);
    }

    @Override
    public TurnRepository turns() {
        return new InMemoryTurns(store);
    }

    @Override
    public TurnTree tree() {
        return new InMemoryTurnTree(store);
    }

    @Override
    public QueryResultRepository results() {
        return new InMemoryQueryResults(store);
    }

    @Override
    public ConversationArchive archive() {
        return new InMemoryConversationArchive(store);
    }

    @Override
    public ModelCallRepository modelCalls() {
        return new InMemoryModelCalls(store);
    }

    @Override
    public AnswerNotes notes() {
        return new InMemoryAnswerNotes(store);
    }

    @Override
    public ReadOnlyProofRepository proofs() {
        return new InMemoryReadOnlyProofs(store);
    }

    @Override
    public SqlVersionRepository sqlVersions() {
        return new InMemorySqlVersions(store);
    }

    @Override
    public ChartRepository charts() {
        return new InMemoryCharts(store);
    }
}
