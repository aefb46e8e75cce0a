/** Experiments as data; runs trials in parallel; stores, resumes, summarises and compares results. */
package io.github.regretbench.experiment;
