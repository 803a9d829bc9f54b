import { site } from "@/app/site";
import type { MailContent } from "./mail";

/** Mail clients turn a name like `www.example.com` into a link, so that a sign-up could send advertisements to strangers. */
const greet = (name: string): string => (/\S[.:@]\S/.test(name) ? "Hello," : `Hello ${name},`);

const NOT_YOU = "If this was not you, reset your password on the login page.";

/** Every mail of this site. */
export const mails = {
  resetPassword: (name: string, url: string): MailContent => ({
    subject: "Reset your password",
    paragraphs: [
      greet(name),
      "You asked to reset your password. The link works once, for 30 minutes.",
      "If you did not ask, ignore this mail. Your password stays as it is.",
    ],
    link: { label: "Set a new password", url },
  }),
  confirmAddress: (name: string, url: string): MailContent => ({
    subject: "Confirm your address",
    paragraphs: [
      greet(name),
      `You signed up at ${site.name} with this address. Confirm that it is yours. The link works for one day.`,
      "If you did not sign up, ignore this mail.",
    ],
    link: { label: "Confirm address", url },
  }),
  confirmNewAddress: (name: string, url: string): MailContent => ({
    subject: "Confirm your new address",
    paragraphs: [
      greet(name),
      `You want to use this address at ${site.name}. It replaces the old one when you confirm it. The link works for one day, while you stay logged in where you asked for it.`,
      "If you did not ask, ignore this mail.",
    ],
    link: { label: "Confirm address", url },
  }),
  addressChangeRequested: (name: string, email: string): MailContent => ({
    subject: "Your address is about to change",
    paragraphs: [
      greet(name),
      `You asked to change your address to ${email}. The change takes effect when the new address is confirmed.`,
      `${NOT_YOU} That also cancels the change.`,
    ],
  }),
  addressChanged: (name: string, email: string): MailContent => ({
    subject: "Your address was changed",
    paragraphs: [
      greet(name),
      `The address of your account is now ${email}. You can no longer log in with this one.`,
      `If this was not you, contact the operator of ${site.name}.`,
    ],
  }),
  /** @param dropsLogins passkeys and linked logins were removed */
  passwordChanged: (name: string, dropsLogins = false): MailContent => ({
    subject: "Your password was changed",
    paragraphs: [
      greet(name),
      "All other devices were logged out.",
      ...(dropsLogins
        ? [
            "Passkeys and linked logins were removed, if there were any: a stranger could have added them. Add yours again.",
          ]
        : []),
      NOT_YOU,
    ],
  }),
  loginAdded: (name: string, what: string): MailContent => ({
    subject: "A way to log in was added",
    paragraphs: [
      greet(name),
      `${what} opens your account at ${site.name} now.`,
      `${NOT_YOU} Then remove it on the page “Security”.`,
    ],
  }),
  loginRemoved: (name: string, what: string): MailContent => ({
    subject: "A way to log in was removed",
    paragraphs: [greet(name), `${what} no longer opens your account at ${site.name}.`, NOT_YOU],
  }),
  accountDeleted: (name: string): MailContent => ({
    subject: "Your account was deleted",
    paragraphs: [greet(name), "Your account and all its data were deleted."],
  }),
} as const;
