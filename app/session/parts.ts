import type { PartName } from "@/app/session/seal-anatomy";

/** The parts of a cookie: its name, and what its seal is made of. */
export type CookiePart = PartName | "name";

type Words = Readonly<{ title: string; says: string; tone: string }>;

const tones = { label: "text-edge", random: "text-caution", data: "text-accent", mac: "text-good" };

/** What each part is called and good for. The tones tell four kinds apart: labels, randomness, the data, its guard. */
export const partWords: Readonly<Record<CookiePart, Words>> = {
  name: {
    title: "Name",
    says: "Counts too. “__Host-” keeps every other site from planting it.",
    tone: "text-muted",
  },
  format: { title: "Format", says: "Fe26.2, and nothing else is tried.", tone: tones.label },
  secret: {
    title: "Secret",
    says: "Which secret made it, by a digest that gives nothing away.",
    tone: tones.label,
  },
  salt: {
    title: "Salt",
    says: "Random. With the secret it makes a key for this one seal.",
    tone: tones.random,
  },
  iv: {
    title: "Starting value",
    says: "Random. The same data never looks the same twice.",
    tone: tones.random,
  },
  data: {
    title: "Encrypted data",
    says: "What is remembered, in AES-256. The only part that grows.",
    tone: tones.data,
  },
  expiry: {
    title: "Expiry",
    says: "Left empty: the times are inside, where two limits can be judged.",
    tone: tones.label,
  },
  macSalt: {
    title: "Salt of the signature",
    says: "Random. Makes a second key.",
    tone: tones.random,
  },
  mac: {
    title: "Signature",
    says: "HMAC-SHA-256 of all before it. It notices one changed byte.",
    tone: tones.mac,
  },
  marker: {
    title: "Marker",
    says: "iron-session's version, outside of the seal. Nobody looks at it.",
    tone: tones.label,
  },
};
