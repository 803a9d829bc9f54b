"use client";

import { signIn } from "next-auth/react";

export default function Login() {
  return (
    <form
      action={(form) =>
        void signIn("credentials", {
          email: form.get("email"),
          password: form.get("password"),
          callbackUrl: "/",
        })
      }
    >
      <input name="email" type="email" />
      <input name="password" type="password" />
      <button>Log in</button>
    </form>
  );
}
