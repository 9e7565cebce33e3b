/** The whole look of the page: system fonts, one accent, light and dark; nothing is loaded from elsewhere. */
export const style = `
:root{color-scheme:light dark;--paper:#fbfaf8;--card:#fff;--ink:#1c1b19;--soft:#6a665f;--line:#e5e1da;--accent:#0b6e5f;--good:#0b6e5f;--bad:#b3402a;--note:#8a6100;--note-back:#fdf3dc;--shade:11,110,95;
--c0:#0b6e5f;--c1:#d98324;--c2:#4a6fa5;--c3:#a44a6b;--c4:#7a8b3c;--c5:#7d5ba6;--c6:#2f9bb3;--c7:#b8553a;--c8:#8d8478;--c9:#5b8c6e}
@media(prefers-color-scheme:dark){:root{--paper:#151614;--card:#1d1f1c;--ink:#eceae5;--soft:#a09b92;--line:#33352f;--accent:#5cc9b3;--good:#5cc9b3;--bad:#f08a72;--note:#e8c06a;--note-back:#2d2718;--shade:92,201,179;
--c0:#5cc9b3;--c1:#eba75a;--c2:#8fb0e0;--c3:#de8fae;--c4:#b8c871;--c5:#b99fe0;--c6:#74cbe0;--c7:#ec9a82;--c8:#b5ada1;--c9:#93c6a8}}
*{box-sizing:border-box}
h1,h2,p,li,caption,tbody th,.legend,.row>span{overflow-wrap:anywhere}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;-webkit-text-size-adjust:100%}
main,header,footer{max-width:1040px;margin:0 auto;padding:0 24px}
header{padding-top:44px}
h1{font:600 30px/1.2 Georgia,"Iowan Old Style",serif;letter-spacing:-.01em;margin:0 0 6px}
h2{font:600 22px/1.3 Georgia,"Iowan Old Style",serif;margin:0}
h3{font-size:13px;font-weight:600;letter-spacing:.04em;text-transform:uppercase;color:var(--soft);margin:34px 0 10px}
p{margin:8px 0;max-width:74ch}
.soft{color:var(--soft)}
.lead{font-size:17px}
.unfinished{color:var(--bad);font-weight:600}
section{margin:30px 0;padding:26px 28px 30px;background:var(--card);border:1px solid var(--line);border-radius:14px}
.top{display:flex;flex-wrap:wrap;gap:10px 14px;align-items:center}
.world{display:inline-block;padding:3px 11px;border-radius:99px;font-size:12.5px;font-weight:600;letter-spacing:.02em;background:var(--note-back);color:var(--note)}
.scroll{overflow-x:auto;margin:0 -4px;padding:0 4px}
table{border-collapse:collapse;width:100%;font-size:14.5px;font-variant-numeric:tabular-nums}
.picture.narrow{display:none}
.advice{margin:0;padding:0;list-style:none;font-size:17px}.advice li{margin:6px 0;padding-left:16px;border-left:3px solid var(--accent);max-width:74ch}
.row{display:contents}.row>.soft{text-align:right}.small{font-size:13px}.bars+p{margin-top:26px}
caption{max-width:70ch;text-align:left;color:var(--soft);font-size:13px;padding-bottom:6px}
th{font-weight:600;color:var(--soft);font-size:12.5px;text-align:right;padding:6px 10px;border-bottom:1px solid var(--line);white-space:nowrap;vertical-align:bottom}
td,tbody th{vertical-align:middle}
td{padding:8px 10px;text-align:right;border-bottom:1px solid var(--line);white-space:nowrap}
tr:last-child>*{border-bottom:0}
th:first-child,td:first-child,tbody th{text-align:left;padding-left:0}
tbody th{color:var(--ink);font-size:14.5px;white-space:normal;min-width:9em;max-width:22em}
table:has(td.wide:last-child) thead th:last-child{text-align:left;padding-left:20px}
td.wide{white-space:normal;min-width:14em;text-align:left;padding-left:20px;line-height:1.35}
.range{color:var(--soft);font-size:12.5px;margin-left:5px}
.front{color:var(--good);margin-right:6px}
.none{color:var(--soft)}
.better,.cheaper{color:var(--good);font-weight:600}.worse,.costlier{color:var(--bad);font-weight:600}.unclear{color:var(--soft)}
svg{display:block;max-width:100%;height:auto;overflow:visible}
svg text{font:12.5px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;fill:var(--ink)}
svg.strip{width:160px;max-width:none;margin-left:auto}
svg .tick{fill:var(--soft);font-size:11.5px}
svg .grid{stroke:var(--line);stroke-width:1}
svg .frontier{stroke:var(--accent);stroke-width:2;fill:none;stroke-dasharray:5 4;opacity:.75}
svg .whisker{stroke-width:2;opacity:.5}
svg .leader{stroke-width:1;opacity:.4;fill:none}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;font-size:13px;margin:0 0 12px;padding:0;list-style:none}
.legend i{display:inline-block;width:11px;height:11px;border-radius:3px;margin-right:7px;vertical-align:-1px}
.bars{display:grid;grid-template-columns:minmax(0,auto) minmax(40%,1fr) max-content;gap:9px 14px;align-items:center;font-size:14px;font-variant-numeric:tabular-nums}
.bar{display:flex;height:18px;border-radius:4px;overflow:hidden;background:transparent}
.bar span{height:100%;min-width:1px;box-shadow:inset -1px 0 0 var(--card)}
.warnings{margin:10px 0 0;padding:12px 16px 12px 34px;background:var(--note-back);border-radius:10px;font-size:14.5px}
.warnings li{margin:3px 0}
.more{padding:8px 16px;margin-top:6px}.more ul{margin:6px 0;padding-left:20px}
summary{cursor:pointer;color:var(--soft);font-size:14px}
.ids{font:12.5px/1.7 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;color:var(--soft);overflow-wrap:anywhere;margin-top:20px}
footer{padding-bottom:50px;color:var(--soft);font-size:13.5px}
code{display:inline-block;max-width:100%;font:.9em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
@media(max-width:640px){section{padding:20px 16px;border-radius:10px}main,header,footer{padding-left:14px;padding-right:14px}
.picture.broad{display:none}.picture.narrow{display:block}
.bars{display:block}.row{display:grid;grid-template-columns:minmax(0,1fr) max-content;gap:3px 14px;margin-bottom:10px}.row .bar{grid-column:1/-1;grid-row:2}
table,caption,tbody,tr{display:block}thead{position:absolute;left:-9999px}tr{border-bottom:1px solid var(--line);padding:8px 0}
tbody th{display:block;max-width:none;border:0;padding:4px 0}
td,td.wide{display:flow-root;border:0;padding:3px 6px;margin:0 -6px;white-space:normal;text-align:right;min-width:0}
td::before{content:attr(data-title);color:var(--soft);text-align:left;float:left;max-width:45%}
svg.strip{margin:0 0 0 auto}}
@media print{body{background:#fff}section{break-inside:avoid;border-color:#ccc}}
`.trim();
