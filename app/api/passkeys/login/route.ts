import { ApiError, json, readBody, route } from "@/lib/http/api";
import * as z from "zod";
import type { AuthenticationResponseJSON } from "@simplewebauthn/server";
import { authenticatorResponse } from "@/lib/auth/passkeys/challenge";
import { authenticateWithPasskey } from "@/lib/auth/passkeys/passkey-login";
import { completeLogin } from "@/lib/complete-login";
import { ownOrigin } from "@/lib/http/origin";
import { safeNext } from "@/lib/routes";
import { flash } from "@/lib/session/flash";

const body = z.object({
  response: authenticatorResponse<AuthenticationResponseJSON>(),
  remember: z.boolean().optional(),
  next: z.string().optional(),
});

export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: async (request) => {
    const { response, remember, next } = await readBody(request, body);
    const verified = await authenticateWithPasskey(response, ownOrigin(request));
    const permanent = remember || undefined;
    const moved = verified && (await completeLogin(verified.user, { ...verified, permanent }));
    if (!verified || moved === false) {
      const message = "This passkey was not accepted. Try again, or log in with your password.";
      throw new ApiError(401, "invalid_passkey", message);
    }
    // For the document that the browser loads next.
    await flash("success", `Welcome back, ${verified.user.name}.`);
    if (moved) await flash("info", moved);
    return json({ user: verified.user, next: safeNext(next) });
  },
});
