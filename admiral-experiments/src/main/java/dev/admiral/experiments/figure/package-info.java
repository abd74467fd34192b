/// The figures of Lin et al., *Model-based Adversarial Meta-Reinforcement Learning* (NeurIPS 2020),
/// drawn from one's own measurements.
///
/// [MethodRuns][dev.admiral.experiments.figure.MethodRuns] go in, a
/// [Figure][dev.admiral.experiments.figure.Figure] comes out: a picture (SVG and PNG), the measurements
/// (CSV) and a summary (Markdown) that puts the numbers beside what the paper claims and says in words
/// whether they show it.
///
/// - [EvaluationFigures][dev.admiral.experiments.figure.EvaluationFigures]: figures 2, 3, 4b and 5;
/// - [VisitedTasksFigure][dev.admiral.experiments.figure.VisitedTasksFigure]: figure 4a;
/// - [ModelErrorFigure][dev.admiral.experiments.figure.ModelErrorFigure]: figure 6.
///
/// Intervals are those of [NestedBootstrap][dev.admiral.experiments.statistics.NestedBootstrap]; what they
/// cover, which depends on how often training and evaluation were repeated, is always said with them.
@NullMarked
package dev.admiral.experiments.figure;

import org.jspecify.annotations.NullMarked;
