package io.firewitness.engine.judge;

import java.util.List;

/** Tells which of several killed connections died on the same content, wherever that lay in their streams. */
interface ContentIndex {
    /** No content is known: payload was not captured or cannot be read again. */
    ContentIndex NONE = failed -> List.of();

    /** The largest group of connections that died on the same bytes; empty where no two did. */
    List<Subject> sameContent(List<Subject> failed);
}
