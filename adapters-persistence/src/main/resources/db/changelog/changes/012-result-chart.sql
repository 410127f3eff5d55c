--liquibase formatted sql

--changeset tabletalk:012-result-chart
--comment: the chart that a turn shows of a result; the chart is JSON
CREATE TABLE result_chart (
    turn_id   TEXT NOT NULL REFERENCES turn (id) ON DELETE CASCADE,
    result_id TEXT NOT NULL REFERENCES query_result (id) ON DELETE CASCADE,
    chart     TEXT NOT NULL,
    PRIMARY KEY (turn_id, result_id)
) WITHOUT ROWID;
CREATE INDEX result_chart_of_result ON result_chart (result_id);
