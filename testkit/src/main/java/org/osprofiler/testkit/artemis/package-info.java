/**
 * Fixtures for tests that send to a broker or consume from one: an Artemis in the test's JVM. Needs {@code
 * org.apache.activemq:artemis-server} and {@code artemis-jakarta-client} on the test's class path.
 *
 * <p>What may not live here: a test framework; what is to be tested. Start reading with {@link
 * org.osprofiler.testkit.artemis.ArtemisBroker}, whose methods any thread may call.
 */
@NullMarked
package org.osprofiler.testkit.artemis;

import org.jspecify.annotations.NullMarked;
