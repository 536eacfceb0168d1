/**
 * The browser's back end: it keeps the session, forwards calls to the services with the user's token and serves the
 * React application. It decides nothing about tenants; the services do. Begin at {@link io.firewitness.ui.Gateway}.
 */
package io.firewitness.ui;
