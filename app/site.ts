/**
 * The brand. Its colours are in globals.css (the seal is `--color-vermilion`), those of mails in lib/mail/mail.ts, and the icon
 * is drawn in icon.svg. Nothing else names it.
 */
export const site = {
  name: "Signet",
  description: "A site that remembers people, on sealed cookies.",
  /** The line in the footer. */
  tagline: "A starter for apps that remember people.",
  /** The letter in the seal, which is the logo. */
  letter: "S",
  /** The colour around the page on phones: `--color-paper` of globals.css. */
  themeColor: { light: "#faf6ee", dark: "#16130f" },
} as const;
