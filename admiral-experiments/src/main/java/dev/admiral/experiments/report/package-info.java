/// What a person reads after a run: a page, pictures, and a table for the terminal.
///
/// - [ReportWriter][dev.admiral.experiments.report.ReportWriter] makes one self-contained `report.html`
///   of one or several run folders ([RunData][dev.admiral.experiments.report.RunData]);
/// - [PlotWriter][dev.admiral.experiments.report.PlotWriter] writes the same charts as files into `plots/`;
/// - [ResultTable][dev.admiral.experiments.report.ResultTable] is the summary as text.
///
/// What is shown is decided in three places:
/// [TrainingCharts][dev.admiral.experiments.report.TrainingCharts] from the metrics,
/// [EvaluationCharts][dev.admiral.experiments.report.EvaluationCharts] and
/// [TaskCharts][dev.admiral.experiments.report.TaskCharts] from the evaluation. What a run did not
/// measure is left out.
@NullMarked
package dev.admiral.experiments.report;

import org.jspecify.annotations.NullMarked;
