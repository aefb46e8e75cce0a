/**
 * Points, boxes, grids: where arms live.
 *
 * <p>An arm is an index into {@link Points}; a continuous domain enters as a grid of a {@link Box}.
 */
package io.github.regretbench.space;
