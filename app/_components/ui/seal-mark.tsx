import { site } from "@/app/site";

/** The accent colours, as text colours. */
export const accentColours = {
  vermilion: "text-vermilion",
  navy: "text-navy",
  forest: "text-forest",
  brass: "text-brass",
} as const;

type Props = { letter?: string; className: string };

/** A wax seal with a letter pressed into it, in the colour of the text around it. */
export function SealMark({ letter = site.letter, className }: Props) {
  return (
    <svg viewBox="0 0 40 40" className={`seal ${className}`} aria-hidden>
      <use href="#seal-shape" />
      <text x="20" y="26">
        {letter}
      </text>
    </svg>
  );
}

/** The SVG symbol of the seal, once in the layout: otherwise every seal in a page would repeat it. */
export function SealShape() {
  return (
    <svg className="absolute size-0" aria-hidden>
      <g id="seal-shape">
        <path
          fill="currentColor"
          d="M20 1.6c3.3 0 4.7 1.9 7.3 2.9 2.7 1 5.6.7 7.2 2.9 1.7 2.2.4 4.6 1 7.3.6 2.6 2.9 4.2 2.7 7.1-.2 2.9-2.7 3.9-3.9 6.3-1.3 2.4-1 5.3-3.5 6.8-2.4 1.5-4.7-.2-7.5.3-2.7.5-4.4 2.9-7.2 2.5-2.8-.3-3.7-2.9-6-4.3-2.4-1.4-5.1-1.3-6.4-3.9-1.3-2.5.4-4.7-.1-7.4C3.1 19.5.9 17.6 1.4 14.8c.5-2.7 3.1-3.5 4.6-5.7 1.6-2.2 1.7-5 4.3-6.1 2.5-1.1 4.5.5 7.1.1.9-.1 1.7-1.5 2.6-1.5Z"
        />
        <circle cx="20" cy="20" r="13" fillOpacity=".12" stroke="#fff" strokeOpacity=".4" />
      </g>
    </svg>
  );
}
