import "server-only";
import { dictionary } from "@zxcvbn-ts/language-common";
import * as z from "zod";

/** Letters of any script, so length is all that is asked of a password (ASVS 5.0, 6.2.1, 6.2.5 and 6.2.9). */
export const PASSWORD_LENGTH = { min: 8, max: 128 } as const;

const characters = (text: string): number => [...text].length;

/**
 * Every password of zxcvbn's list that is long enough for us: about 18,000 of those that leaked most often, in lower
 * case, where the ASVS asks for 3,000 (5.0, 6.2.4).
 */
const common = new Set(
  dictionary["passwords-common"].filter((word) => characters(word) >= PASSWORD_LENGTH.min),
);

/** A password somebody chooses: exactly as typed, blanks at its ends included. */
export const newPasswordField = z
  .string()
  .refine(
    (text) => characters(text) >= PASSWORD_LENGTH.min,
    `Use at least ${PASSWORD_LENGTH.min} characters.`,
  )
  .refine(
    (text) => characters(text) <= PASSWORD_LENGTH.max,
    `Use at most ${PASSWORD_LENGTH.max} characters.`,
  )
  .refine(
    (text) => !common.has(text.toLowerCase()),
    "This password is among the first that anyone would try.",
  );
