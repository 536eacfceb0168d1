/** The knowledge-service: published facts about products, ports, errors and firewall vendors, and the guidance drawn from them. */
package io.firewitness.knowledge;
