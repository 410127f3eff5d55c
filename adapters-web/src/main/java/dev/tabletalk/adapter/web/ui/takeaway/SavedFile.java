package dev.tabletalk.adapter.web.ui.takeaway;

import com.vaadin.flow.component.UI;
import dev.tabletalk.application.takeaway.DownloadId;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.query.ResultId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where the REST API has files, and how a browser is made to save one. */
final class SavedFile {
    private static final int LONGEST_NAME = 56;
    private static final String RESULTS = "api/v1/results/";
    private static final String CONVERSATIONS = "api/v1/conversations/";

    /** A link that is followed at once: what comes is saved by the browser, which shows how far it is. */
    private static final String SAVE = """
            const link = document.createElement('a');
            link.href = new URL($0, document.baseURI);
            link.download = '';
            link.style.display = 'none';
            document.body.append(link);
            link.click();
            link.remove();
            """;

    private SavedFile() {}

    /** What rows can be saved as. */
    enum RowFormat {
        CSV("csv", "CSV"),
        EXCEL("xlsx", "Excel"),
        JSON("json", "JSON");

        private final String extension;
        private final String label;

        RowFormat(String extension, String label) {
            this.extension = extension;
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** So much of a question as makes a good name, ending with a word. */
    static String shortened(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.length() <= LONGEST_NAME) {
            return line;
        }
        int end = line.lastIndexOf(' ', LONGEST_NAME);
        int cut = end > LONGEST_NAME / 2 ? end : LONGEST_NAME;
        return line.substring(0, Character.isHighSurrogate(line.charAt(cut - 1)) ? cut - 1 : cut);
    }

    /** @param name of the file; null leaves it to the server */
    static String stored(ResultId id, RowFormat format, @Nullable String name) {
        return RESULTS + id + "." + format.extension + (name == null ? "" : "?name=" + encoded(name));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static String all(ResultId id, RowFormat format, @Nullable String name, boolean keepFormulas, DownloadId download) {
        return stored(id, format, null) + "?rows=all&export=" + download + (keepFormulas ? "&formulas=keep" : "")
                + (name == null ? "" : "&name=" + encoded(name));
    }

    /** @param extension md, html, json or sql */
    static String conversation(ConversationId id, String extension) {
        return CONVERSATIONS + id + "." + extension;
    }

    static void save(UI ui, String address) {
        ui.getPage().executeJs(SAVE, address);
    }
}
