package dev.gangway.license;

/** How the page of a report begins: its policy, which lets it load and run nothing, and its looks. */
final class PageStyle {

    private PageStyle() {}

    static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <meta name="color-scheme" content="light dark">
            <title>{title}</title>
            <style>
            :root {
              --page: #fcfcfb; --ink: #1b222d; --quiet: #566070; --line: #dcdfe4; --ground: #eef0f3;
              --used: #3a475d; --suspended: #66728a; --reserved: #8a93a3; --accent: #0a6c7d;
            }
            @media (prefers-color-scheme: dark) {
              :root {
                --page: #11151b; --ink: #e8ebf0; --quiet: #a4aebc; --line: #2c343f; --ground: #1d232c;
                --used: #aab7cb; --suspended: #828fa5; --reserved: #5f6b80; --accent: #56c5d8;
              }
            }
            * { box-sizing: border-box; }
            html { -webkit-text-size-adjust: 100%; }
            body {
              margin: 0 auto; padding: 2.5rem 1.25rem 3rem; max-width: 62rem; background: var(--page); color: var(--ink);
              font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
              font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
            }
            h1 { margin: 0 0 .5rem; font-size: 1.9rem; line-height: 1.2; font-weight: 650; letter-spacing: -.015em; }
            h2 { margin: 0 0 .75rem; font-size: 1.25rem; font-weight: 650; }
            p { margin: .5rem 0; max-width: 46rem; }
            header p, footer p, figcaption, small, .notes, caption { color: var(--quiet); }
            small { display: block; font-size: .85em; font-weight: 400; }
            section { margin-top: 2.75rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
            footer { margin-top: 3rem; font-size: .875rem; }
            .figures { display: flex; flex-wrap: wrap; gap: 1.25rem 2.75rem; margin: 2rem 0 0; }
            .figures > * { max-width: 15rem; }
            .figures dt { font-size: .875rem; color: var(--quiet); }
            .figures dd { margin: 0; font-size: 1.4rem; line-height: 1.4; font-weight: 600; letter-spacing: -.01em; white-space: nowrap; }
            .figures .call dd { color: var(--accent); }
            .figures abbr { font-size: .8rem; font-weight: 500; color: var(--quiet); letter-spacing: .02em; }
            .figures small { font-size: .8rem; white-space: normal; letter-spacing: 0; line-height: 1.4; color: var(--quiet); }
            time { white-space: nowrap; }
            figure { margin: .75rem 0 1rem; }
            figcaption, .notes { font-size: .875rem; max-width: 46rem; }
            figcaption { margin-top: .5rem; }
            .notes { margin: .75rem 0; padding-left: 1.2rem; }
            .legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0; padding: 0; list-style: none; font-size: .875rem; }
            .legend svg { vertical-align: -2px; }
            figure svg { display: block; overflow: visible; }
            svg text { fill: var(--ink); font-size: 14px; }
            svg .figure { fill: var(--quiet); font-size: 13px; }
            svg rect { stroke: var(--page); stroke-width: 1.5px; }
            svg line { stroke: var(--line); }
            .columns { margin-left: 3.25rem; width: calc(100% - 3.25rem); }
            .ground { fill: var(--ground); }
            .used { fill: var(--used); }
            .suspended { fill: var(--suspended); }
            .reserved { fill: var(--reserved); }
            .unused { fill: var(--accent); }
            .legend .idle { fill: none; stroke: var(--accent); stroke-dasharray: 2 2; }
            .wide { overflow-x: auto; margin: 1rem 0; }
            .wide:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
            table { border-collapse: collapse; width: 100%; font-size: .9rem; }
            caption { text-align: left; padding-bottom: .4rem; font-size: .875rem; }
            caption span { display: block; position: sticky; left: 0; width: fit-content; max-width: min(46rem, calc(100vw - 2.5rem)); overflow-wrap: anywhere; }
            th, td { padding: .4rem .75rem .4rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
            th:last-child, td:last-child { padding-right: 0; }
            thead th { font-weight: 500; color: var(--quiet); vertical-align: bottom; }
            tbody th { font-weight: 550; }
            .numbers { overflow-wrap: normal; }
            .numbers tbody th { min-width: 5rem; max-width: 16rem; overflow-wrap: break-word; }
            .numbers th:not(:first-child), .numbers td { text-align: right; white-space: nowrap; }
            .numbers thead th:not(:first-child) { white-space: normal; }
            .people { table-layout: fixed; }
            .people thead th:first-child { width: 32%; }
            .people thead th:nth-child(2):not(:last-child) { width: 7.5rem; }
            .parts td:last-child, .parts th:last-child { text-align: right; }
            summary { cursor: pointer; width: fit-content; padding: .25rem 0; color: var(--accent); font-size: .9rem; }
            @media (max-width: 34rem) {
              body { padding: 1.5rem 1rem 2rem; }
              h1 { font-size: 1.5rem; }
              .figures { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
              .figures dd { font-size: 1.1rem; white-space: normal; }
              .people thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
              .people tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--line); }
              .people th, .people td { display: block; width: auto; padding: 0; border: 0; }
              .people td { font-size: .875rem; color: var(--quiet); }
            }
            @media print {
              :root {
                --page: #fff; --ink: #000; --quiet: #444; --line: #bbb; --ground: #f2f2f2;
                --used: #3a475d; --suspended: #66728a; --reserved: #8a93a3; --accent: #0a6c7d;
              }
              @page { margin: 16mm; }
              html { font-size: 10pt; }
              body { max-width: none; padding: 0; }
              h2 { break-after: avoid; }
              figure, .figures, tr, .notes li { break-inside: avoid; }
              thead { display: table-header-group; }
              .wide { overflow: visible; }
              th, td { padding-right: .5rem; }
              .numbers tbody th { min-width: 3rem; overflow-wrap: anywhere; }
              summary { color: inherit; }
              details::details-content { content-visibility: visible; block-size: auto; }
            }
            </style>
            </head>
            """;
}
