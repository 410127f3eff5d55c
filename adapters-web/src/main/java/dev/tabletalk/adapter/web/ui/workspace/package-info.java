/** What all parts of the interface share: the use cases, navigation, live updates and notices. */
@NullMarked
package dev.tabletalk.adapter.web.ui.workspace;

import org.jspecify.annotations.NullMarked;
