/** What can be taken away: rows as CSV, XLSX and JSON, conversations as Markdown, HTML, JSON and SQL. */
@NullMarked
package dev.tabletalk.adapter.web.api.takeaway;

import org.jspecify.annotations.NullMarked;
