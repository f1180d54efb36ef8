/**
 * What a vendor implements: {@link dev.gangway.connector.Connector} describes a provider and opens a
 * {@link dev.gangway.connector.Session}, which offers the capabilities. {@code connectors.md} walks through writing one.
 */
@NullMarked
package dev.gangway.connector;

import org.jspecify.annotations.NullMarked;
