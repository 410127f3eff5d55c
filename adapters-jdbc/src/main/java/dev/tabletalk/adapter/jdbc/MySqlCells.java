package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultColumn.Kind;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns what MariaDB and MySQL answer into cells. */
final class MySqlCells {
    private MySqlCells() {}

    static List<ResultColumn> columns(ResultSetMetaData data) throws SQLException {
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 1; i <= data.getColumnCount(); i++) {
            columns.add(new ResultColumn(
                    data.getColumnLabel(i),
                    data.getColumnTypeName(i).toLowerCase(Locale.ROOT),
                    kind(data.getColumnType(i), data.getColumnTypeName(i))));
        }
        return columns;
    }

    private static Kind kind(int type, String name) {
        if (name.equals("YEAR")) {
            return Kind.NUMBER;
        }
        return switch (type) {
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.DECIMAL,
                    Types.NUMERIC,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE,
                    Types.BIT,
                    Types.BOOLEAN -> Kind.NUMBER;
            case Types.DATE -> Kind.DATE;
            case Types.TIME -> Kind.TIME;
            case Types.TIMESTAMP -> Kind.TIMESTAMP;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Kind.BINARY;
            default -> name.equals("GEOMETRY") ? Kind.BINARY : Kind.TEXT;
        };
    }

    static @Nullable Object cell(ResultSet result, int i) throws SQLException {
        ResultSetMetaData data = result.getMetaData();
        int type = data.getColumnType(i);
        return switch (kind(type, data.getColumnTypeName(i))) {
            case NUMBER -> number(result, i, type);
            case BINARY -> {
                byte[] bytes = result.getBytes(i);
                yield bytes == null ? null : bytes.length + " bytes";
            }
            case TIMESTAMP -> {
                String text = result.getString(i);
                yield text == null ? null : text.replace(' ', 'T');
            }
            case DATE, TIME, BOOLEAN, TEXT -> result.getString(i);
        };
    }

    private static @Nullable Object number(ResultSet result, int i, int type) throws SQLException {
        return switch (type) {
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> {
                String text = result.getString(i);
                yield text == null ? null : Double.valueOf(text);
            }
            case Types.BIT -> {
                long value = result.getLong(i);
                yield result.wasNull() ? null : (Object) value;
            }
            default -> {
                BigDecimal value = result.getBigDecimal(i);
                boolean whole = type != Types.DECIMAL && type != Types.NUMERIC;
                // An unsigned BIGINT may be longer than a long.
                yield value == null || !whole || value.precision() > 18 ? value : (Object) value.longValueExact();
            }
        };
    }
}
