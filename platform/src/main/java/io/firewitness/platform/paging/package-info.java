/** Lists by keyset: the place behind which a page begins. Does not know any table. Begin with {@link io.firewitness.platform.paging.Cursor}. */
package io.firewitness.platform.paging;
