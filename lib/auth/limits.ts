import type { Limit } from "./rate-limit";

/** ASVS 5.0, 6.3.1; docs/decisions/8. A correct login takes its attempt back, so these count wrong passwords. */
export const limits = {
  /** Wrong passwords for one account on a device that has logged in to it before. */
  device: { name: "device", points: 10, duration: 900 },
  /** Wrong passwords for one account from one address, on other devices. */
  pair: { name: "pair", points: 10, duration: 900 },
  /** Wrong passwords for one account from anywhere, on other devices. More than one address can use up. */
  account: { name: "account", points: 40, duration: 1800 },
  /** Wrong passwords from one address for any account, on other devices. */
  address: { name: "address", points: 60, duration: 900 },
  /** Successful logins to one account, from its known devices or from one address: each writes a session. */
  success: { name: "success", points: 60, duration: 900 },
  /** Refused logins with one passkey from one address. */
  passkey: { name: "passkey", points: 60, duration: 900 },
  /** Sign-ups from one address: each answer tells whether an e-mail address has an account. */
  signup: { name: "signup", points: 100, duration: 3600 },
  /** Wrong current passwords of one signed-in user. */
  currentPassword: { name: "current-password", points: 10, duration: 900 },
  /** Passkeys and linked logins added to the account with one e-mail address. Removing them has no limit. */
  loginAdded: { name: "login-added", points: 20, duration: 3600 },
  /** Changes of the password of the account with one e-mail address: each ends the links that were mailed to it. */
  passwordChange: { name: "password-change", points: 20, duration: 3600 },
  /** Changes of the e-mail address by one user: each answer tells whether an address has an account. */
  emailChange: { name: "email-change", points: 10, duration: 3600 },
  /** The same from one address: each sends a mail. */
  emailChangeFrom: { name: "email-change-from", points: 20, duration: 3600 },
  /** Requests of one user for another link to confirm the address. */
  confirmation: { name: "confirmation", points: 5, duration: 3600 },
  /** Logins by a provider from one address, successful or not: each makes this server call the provider. */
  provider: { name: "provider", points: 120, duration: 900 },
  /** Requests for a reset link from one address. */
  resetRequest: { name: "reset-request", points: 20, duration: 3600 },
  /** Mails of one kind with a link to one e-mail address. No longer than a link works, or none would be left to its owner. */
  mailMinute: { name: "mail-minute", points: 1, duration: 60 },
  mailHalfHour: { name: "mail-half-hour", points: 6, duration: 1800 },
  /**
   * Deletions of the account with one e-mail address, or changes away from one that was never confirmed. A new account with
   * the address ends the links that were mailed to it.
   */
  deletion: { name: "deletion", points: 3, duration: 3600 },
  /** Notices to one e-mail address that was never confirmed. */
  notice: { name: "notice", points: 6, duration: 3600 },
} as const satisfies Record<string, Limit>;
