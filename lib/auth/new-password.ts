import "server-only";
import { dictionary } from "@zxcvbn-ts/language-common";
import * as z from "zod";

/** In characters of any script. Length is the only rule (ASVS 5.0, 6.2.1, 6.2.5 and 6.2.9). */
export const PASSWORD_LENGTH = { min: 8, max: 128 } as const;

const characters = (text: string): number => [...text].length;

/**
 * The common passwords of zxcvbn's list that are long enough, about 18,000 in lower case. The ASVS asks for 3,000
 * (5.0, 6.2.4).
 */
const common = new Set(
  dictionary["passwords-common"].filter((word) => characters(word) >= PASSWORD_LENGTH.min),
);

/** A new password, exactly as typed, including spaces at its ends. */
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
  .refine((text) => !common.has(text.toLowerCase()), "This password is too common.");
