package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.ReadOnlyProofRepository;
import dev.tabletalk.domain.proof.ReadOnlyProof;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Proofs in SQLite, each as JSON. */
@Transactional(PersistenceConfiguration.WRITES)
class JdbcReadOnlyProofRepository implements ReadOnlyProofRepository {
    private final JdbcClient writer;
    private final JdbcClient readers;

    JdbcReadOnlyProofRepository(
            @Qualifier("storeWriter") DataSource writer, @Qualifier("storeReaders") DataSource readers) {
        this.writer = JdbcClient.create(writer);
        this.readers = JdbcClient.create(readers);
    }

    @Override
    public void save(ReadOnlyProof proof) {
        int saved = writer.sql("""
                        INSERT INTO read_only_proof (connection_id, checked_at, proof)
                        SELECT id, ?, ? FROM connection WHERE id = ?
                        ON CONFLICT (connection_id) DO UPDATE SET checked_at = excluded.checked_at, proof = excluded.proof
                        """)
                .params(
                        StoredInstant.encode(proof.checkedAt()),
                        StoredText.encode(StoreJson.ofProof(proof)),
                        proof.connectionId().value())
                .update();
        if (saved == 0) {
            throw FailureException.notFound("connection", proof.connectionId());
        }
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<ReadOnlyProof> find(ConnectionId connectionId) {
        return readers.sql("SELECT proof FROM read_only_proof WHERE connection_id = ?")
                .param(connectionId.value())
                .query(String.class)
                .optional()
                .flatMap(json -> StoreJson.proof(StoredText.decode(json)));
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<ReadOnlyProof> findAll() {
        return readers
                .sql("SELECT proof FROM read_only_proof")
                .query((row, number) -> StoreJson.proof(StoredText.decode(row.getString(1))))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public void delete(ConnectionId connectionId) {
        writer.sql("DELETE FROM read_only_proof WHERE connection_id = ?")
                .param(connectionId.value())
                .update();
    }
}
