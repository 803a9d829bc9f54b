"use client";

import { createAuthClient } from "better-auth/react";

const { signIn } = createAuthClient();

export default function Login() {
  return (
    <form
      action={(form) =>
        void signIn.email({
          email: String(form.get("email")),
          password: String(form.get("password")),
          callbackURL: "/",
        })
      }
    >
      <input name="email" type="email" />
      <input name="password" type="password" />
      <button>Log in</button>
    </form>
  );
}
