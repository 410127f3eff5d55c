package dev.tabletalk.domain.proof;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the account of a connection could do, were it not for us.
 *
 * @param canWrite whether it could change data; null when that is not known
 * @param findings all that is more than reading, such as "INSERT on 12 tables"; empty when nothing was found
 * @param remedy the lines that make an account which can only read, to be run by an administrator; empty when there is
 *     nothing to mend
 */
public record AccountPrivileges(@Nullable Boolean canWrite, List<String> findings, List<String> remedy) {
    public AccountPrivileges {
        findings = List.copyOf(findings);
        remedy = List.copyOf(remedy);
    }

    /** When nothing could be found out. */
    public static AccountPrivileges unknown() {
        return new AccountPrivileges(null, List.of(), List.of());
    }
}
