package dev.tabletalk.architecture.broken.domain.left;

import dev.tabletalk.architecture.broken.domain.right.Right;
import java.sql.Connection;

public interface Left {
    Right right();

    Connection connection();
}
