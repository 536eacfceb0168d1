/**
 * The three users of a service's database: owner, migrator, application.
 * Begin at {@link io.firewitness.platform.database.DatabaseUsers}.
 */
package io.firewitness.platform.database;
