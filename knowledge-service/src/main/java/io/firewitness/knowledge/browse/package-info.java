/** Reading the knowledge: products, versions by build number, ports, errors, vendors, articles. */
package io.firewitness.knowledge.browse;
