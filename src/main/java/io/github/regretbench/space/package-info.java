/** Points, boxes, grids: where arms live. */
package io.github.regretbench.space;
