package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.port.AnswerNotes;
import dev.tabletalk.domain.port.ChartRepository;
import dev.tabletalk.domain.port.ConnectionRepository;
import dev.tabletalk.domain.port.ConversationArchive;
import dev.tabletalk.domain.port.ConversationRepository;
import dev.tabletalk.domain.port.ModelCallRepository;
import dev.tabletalk.domain.port.QueryResultRepository;
import dev.tabletalk.domain.port.ReadOnlyProofRepository;
import dev.tabletalk.domain.port.SqlVersionRepository;
import dev.tabletalk.domain.port.StoreContract;
import dev.tabletalk.domain.port.Transcript;
import dev.tabletalk.domain.port.TurnRepository;
import dev.tabletalk.domain.port.TurnTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Tests against a real store in a file, which they share and find empty. */
@SpringBootTest(classes = TestApplication.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
abstract class StoreIT implements StoreContract {
    static final Path HOME = newHome();

    @Autowired
    private ConnectionRepository connections;

    @Autowired
    private ConversationRepository conversations;

    @Autowired
    private Transcript transcript;

    @Autowired
    private TurnRepository turns;

    @Autowired
    private TurnTree tree;

    @Autowired
    private QueryResultRepository results;

    @Autowired
    private ReadOnlyProofRepository proofs;

    @Autowired
    private SqlVersionRepository sqlVersions;

    @Autowired
    private ChartRepository charts;

    @Autowired
    private ConversationArchive archive;

    @Autowired
    private ModelCallRepository modelCalls;

    @Autowired
    private AnswerNotes notes;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("tabletalk.home", () -> HOME);
    }

    @BeforeEach
    void emptyTheStore() {
        connections.findAll().forEach(connection -> connections.delete(connection.id()));
    }

    @Override
    public ConnectionRepository connections() {
        return connections;
    }

    @Override
    public ConversationRepository conversations() {
        return conversations;
    }

    @Override
    public Transcript transcript() {
        return transcript;
    }

    @Override
    public TurnRepository turns() {
        return turns;
    }

    @Override
    public TurnTree tree() {
        return tree;
    }

    @Override
    public QueryResultRepository results() {
        return results;
    }

    @Override
    public ReadOnlyProofRepository proofs() {
        return proofs;
    }

    @Override
    public SqlVersionRepository sqlVersions() {
        return sqlVersions;
    }

    @Override
    public ChartRepository charts() {
        return charts;
    }

    @Override
    public ConversationArchive archive() {
        return archive;
    }

    @Override
    public ModelCallRepository modelCalls() {
        return modelCalls;
    }

    @Override
    public AnswerNotes notes() {
        return notes;
    }

    static Path newHome() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "homes")), "home");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
