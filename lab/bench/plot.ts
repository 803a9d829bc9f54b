import { ratio, written, type Figure } from "./statistics";
import type { Report } from "./report";
import type { TargetName } from "./targets";

const ROW = 30;
const LABEL = 210;
const WIDTH = 720;
const RIGHT = 70;

/** The bars of the chart, each with the target that is its baseline. Better Auth and Auth.js have home's markup too, and no middleware on it. */
const bars: readonly (readonly [label: string, what: TargetName, against: TargetName])[] = [
  ["home, guest", "home, guest", "home's markup, guest"],
  ["product, guest", "product, guest", "home's markup, guest"],
  ["home, user", "home, user", "home's markup, user"],
  ["product, user", "product, user", "home's markup, user"],
  ["Next's example, greeting", "example, user", "home's markup, user"],
  ["Better Auth, home, user", "Better Auth home, user", "home's markup, user"],
  ["Auth.js, home, user", "Auth.js home, user", "home's markup, user"],
  ["session JSON, guest", "session JSON, guest", "bare handler"],
  ["session JSON, user", "session JSON, user", "bare handler"],
  ["Better Auth, session JSON", "Better Auth session JSON, user", "bare handler"],
  ["Auth.js, session JSON", "Auth.js session JSON, user", "bare handler"],
];

const STYLE = `
    text { font: 13px ui-sans-serif, system-ui, sans-serif; fill: #231e19 }
    .bar { fill: #9a2a24 } .other { fill: #857766 } .line { stroke: #857766; stroke-dasharray: 3 3 } .range { stroke: #231e19 }
    .small { font-size: 11px; fill: #655a4e }
    @media (prefers-color-scheme: dark) {
      text { fill: #f3ecdf } .bar { fill: #f2a49a } .range { stroke: #f3ecdf } .small { fill: #b9ad9b }
    }`;

/** A bar chart of requests per second relative to the baseline, with the range of the rounds. */
export function plot({ rounds }: Report): string {
  const drawn = bars.map(([label, what, against]) => ({
    label,
    own: !/^(Next|Better|Auth)/.test(label),
    value: ratio(rounds[what]?.perSecond ?? [], rounds[against]?.perSecond ?? []),
  }));
  const most = Math.max(1.1, ...drawn.map(({ value }) => value.max).filter(Number.isFinite));
  const x = (value: number): number => Math.round(LABEL + (value / most) * (WIDTH - LABEL - RIGHT));
  const height = drawn.length * ROW + 40;
  const rows = drawn.map(({ label, own, value }, row) => bar(label, own, value, row * ROW + 12, x));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title">
  <title id="title">Requests a second, against the floor, of Signet and of other libraries</title>
  <style>${STYLE}
  </style>
${rows.join("\n")}
  <line class="line" x1="${x(1)}" x2="${x(1)}" y1="4" y2="${height - 24}"/>
  <text class="small" x="${x(1)}" y="${height - 8}" text-anchor="middle">1 = a bare page with the markup of home, or a bare handler</text>
</svg>
`;
}

function bar(
  label: string,
  own: boolean,
  { median, min, max }: Figure,
  y: number,
  x: (value: number) => number,
): string {
  const middle = y + 9;
  return [
    `  <text x="${LABEL - 10}" y="${y + 14}" text-anchor="end">${label}</text>`,
    `  <rect class="${own ? "bar" : "other"}" x="${LABEL}" y="${y}" width="${x(median) - LABEL}" height="18"/>`,
    `  <line class="range" x1="${x(min)}" x2="${x(max)}" y1="${middle}" y2="${middle}"/>`,
    `  <text x="${x(max) + 8}" y="${y + 14}">${written(median)}</text>`,
  ].join("\n");
}
