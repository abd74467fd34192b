package dev.admiral.experiments.report;

import dev.admiral.experiments.chart.SvgRenderer;
import dev.admiral.experiments.chart.ThemeInk;
import java.util.List;
import java.util.Map;

/**
 * A page in the making: headings, paragraphs, tables, charts. All text that goes in is escaped, and
 * nothing refers to anything outside the page.
 */
final class HtmlPage {
  /** Stands in the head of every page, and tells it from others. */
  static final String MARK = "<meta name=\"generator\" content=\"Admiral\">";

  private final StringBuilder body = new StringBuilder();
  private final String title;

  HtmlPage(String title) {
    this.title = title;
    body.append("<h1>").append(escape(title)).append("</h1>\n");
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  HtmlPage section(String heading) {
    body.append("<h2>").append(escape(heading)).append("</h2>\n");
    return this;
  }

  HtmlPage paragraph(String text) {
    body.append("<p>").append(escape(text)).append("</p>\n");
    return this;
  }

  /** A paragraph that must not be missed. */
  HtmlPage warning(String text) {
    body.append("<p class=\"warning\">").append(escape(text)).append("</p>\n");
    return this;
  }

  /** A few numbers with what they are, side by side. */
  HtmlPage headlines(List<Headline> headlines) {
    body.append("<div class=\"headlines\">\n");
    for (Headline headline : headlines) {
      body.append("<div><span class=\"name\">")
          .append(escape(headline.name()))
          .append("</span><span class=\"value\">")
          .append(escape(headline.value()))
          .append("</span><span class=\"remark\">")
          .append(escape(headline.remark()))
          .append("</span></div>\n");
    }
    body.append("</div>\n");
    return this;
  }

  /** A number, what it is, and what to know about it. */
  record Headline(String name, String value, String remark) {}

  /** Names and what they stand for. */
  HtmlPage definitions(Map<String, String> definitions) {
    body.append("<dl>\n");
    definitions.forEach((name, text) ->
        body.append("<dt>")
            .append(escape(name))
            .append("</dt><dd>")
            .append(escape(text))
            .append("</dd>\n"));
    body.append("</dl>\n");
    return this;
  }

  HtmlPage table(ResultTable table) {
    body.append("<div class=\"wide\"><table>\n<thead>");
    row("th", table.header());
    body.append("</thead>\n<tbody>\n");
    table.rows().forEach(cells -> row("td", cells));
    body.append("</tbody></table></div>\n");
    return this;
  }

  private void row(String element, List<String> cells) {
    body.append("<tr>");
    for (String cell : cells) {
      body.append('<').append(element).append('>').append(escape(cell));
      body.append("</").append(element).append('>');
    }
    body.append("</tr>\n");
  }

  /** Charts beside each other as far as there is room; a caption that several share is said once. */
  HtmlPage charts(List<NamedChart> charts) {
    body.append("<div class=\"charts\">\n");
    for (int i = 0; i < charts.size(); i++) {
      String caption = charts.get(i).caption();
      boolean sharedBefore = i > 0 && charts.get(i - 1).caption().equals(caption);
      boolean sharedAfter = i + 1 < charts.size() && charts.get(i + 1).caption().equals(caption);
      body.append("<figure>").append(SvgRenderer.inline(charts.get(i).chart().draw()));
      if (!sharedBefore && !sharedAfter) {
        body.append("<figcaption>").append(escape(caption)).append("</figcaption>");
      }
      body.append("</figure>\n");
      if (sharedBefore && !sharedAfter && !caption.isEmpty()) {
        body.append("<p class=\"caption\">").append(escape(caption)).append("</p>\n");
      }
    }
    body.append("</div>\n");
    return this;
  }

  /** Text as it is, such as a file or a command. */
  HtmlPage preformatted(String text) {
    body.append("<pre>").append(escape(text)).append("</pre>\n");
    return this;
  }

  /** Puts what {@code content} adds under a summary that opens on a click. */
  HtmlPage collapsed(String summary, Runnable content) {
    body.append("<details><summary>").append(escape(summary)).append("</summary>\n");
    content.run();
    body.append("</details>\n");
    return this;
  }

  String finish() {
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    %s
    <title>%s</title>
    <style>
    %s
    @media screen and (prefers-color-scheme: dark) { %s }
    </style>
    </head>
    <body>
    <main>
    %s</main>
    </body>
    </html>
    """
        .formatted(MARK, escape(title), STYLE, ThemeInk.darkStyle(), body);
  }

  private static final String STYLE =
      """
      :root { color-scheme: light dark; --paper: #fff; --ground: #f6f8fa; --text: #1f2328;
        --muted: #59636e; --line: #d1d9e0; --accent: #0072b2; }
      @media screen and (prefers-color-scheme: dark) { :root { --paper: #151b23; --ground: #0d1117;
        --text: #e6edf3; --muted: #9aa4af; --line: #303841; --accent: #58a6e8; } }
      * { box-sizing: border-box; }
      body { margin: 0; background: var(--ground); color: var(--text); line-height: 1.5;
        font-family: system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
      main { max-width: 1160px; margin: 0 auto; padding: 24px 20px 64px; }
      h1 { font-size: 1.7rem; line-height: 1.2; margin: 8px 0 4px; }
      h2 { font-size: 1.25rem; margin: 40px 0 10px; padding-bottom: 6px;
        border-bottom: 1px solid var(--line); }
      p { max-width: 75ch; margin: 8px 0; }
      .warning { border-left: 4px solid #d55e00; padding: 6px 12px; background: var(--paper);
        overflow-wrap: anywhere; }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 20px; margin: 12px 0; }
      dt { color: var(--muted); }
      dd { margin: 0; overflow-wrap: anywhere; max-width: 85ch; }
      .headlines { display: grid; grid-template-columns: repeat(auto-fit, minmax(210px, 1fr));
        gap: 12px; margin: 16px 0; }
      .headlines div { background: var(--paper); border: 1px solid var(--line); border-radius: 8px;
        padding: 12px 16px; display: flex; flex-direction: column; }
      .headlines .name, .headlines .remark { color: var(--muted); font-size: .85rem; }
      .headlines .value { font-size: 1.6rem; font-weight: 600; color: var(--accent);
        font-variant-numeric: tabular-nums; }
      .wide { overflow-x: auto; }
      table { border-collapse: collapse; background: var(--paper); font-size: .92rem;
        font-variant-numeric: tabular-nums; margin: 12px 0; min-width: 60%; }
      th, td { padding: 6px 14px; text-align: right; border: 1px solid var(--line);
        white-space: nowrap; }
      th:first-child, td:first-child { text-align: left; }
      th { background: var(--ground); font-weight: 600; }
      .charts { display: grid; gap: 16px; margin: 16px 0;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 480px), 1fr)); }
      .caption { grid-column: 1 / -1; color: var(--muted); font-size: .88rem; margin: 0;
        padding: 0 10px; max-width: none; }
      figure { margin: 0; background: var(--paper); border: 1px solid var(--line);
        border-radius: 8px; padding: 8px; break-inside: avoid; }
      figcaption { color: var(--muted); font-size: .88rem; padding: 2px 10px 8px; }
      svg.chart { display: block; width: 100%; height: auto; max-height: 560px; }
      pre { background: var(--paper); border: 1px solid var(--line); border-radius: 8px;
        padding: 12px 16px; overflow-x: auto; font-size: .86rem; line-height: 1.45; }
      summary { cursor: pointer; padding: 6px 0; color: var(--accent); }
      @media print { .wide { overflow: visible; } table { font-size: .72rem; }
        th, td { padding: 3px 6px; white-space: normal; } body { background: #fff; } main { max-width: none; padding: 0; }
        .charts { grid-template-columns: 1fr 1fr; } h2 { break-after: avoid; } }
      """;
}
