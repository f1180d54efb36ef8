/**
 * License data: what is bought, who holds it, who uses it. Applications start with {@link dev.gangway.license.Licenses}; vendors implement
 * {@link dev.gangway.license.LicenseData}. A figure that isn't known is unknown, never zero, and a last login is never a bare time.
 */
@NullMarked
package dev.gangway.license;

import org.jspecify.annotations.NullMarked;
