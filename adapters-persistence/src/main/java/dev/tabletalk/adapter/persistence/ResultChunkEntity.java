package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.Row;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Up to {@value #ROWS} rows of a result. */
@Entity
@Immutable
@IdClass(ResultChunkEntity.Key.class)
@Table(name = "query_result_chunk")
class ResultChunkEntity {
    static final int ROWS = 100;

    /** Which rows of which result. */
    record Key(String resultId, int firstRow) {}

    @Id
    @Column(name = "result_id")
    private String resultId;

    @Id
    @Column(name = "first_row")
    private int firstRow;

    @Convert(converter = StoredText.class)
    private String cells;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected ResultChunkEntity() {}

    static ResultChunkEntity of(ResultId resultId, int firstRow, List<Row> rows) {
        ResultChunkEntity entity = new ResultChunkEntity();
        entity.resultId = resultId.toString();
        entity.firstRow = firstRow;
        entity.cells = StoreJson.ofRows(rows);
        return entity;
    }

    /** Outside of JPA. */
    void insert(JdbcTemplate jdbc) {
        jdbc.update(
                "INSERT INTO query_result_chunk (result_id, first_row, cells) VALUES (?, ?, ?)",
                resultId,
                firstRow,
                StoredText.encode(cells));
    }

    List<Row> rows() {
        return StoreJson.rows(cells);
    }
}
