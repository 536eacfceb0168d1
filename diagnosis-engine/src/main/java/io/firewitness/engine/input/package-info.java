/** Streams between an upload and its readers: counted, and unpacked ahead of the reader by a second thread. */
package io.firewitness.engine.input;
