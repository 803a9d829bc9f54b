import { ApiError, json, readBody, route } from "@/lib/http/api";
import * as z from "zod";
import type { RegistrationResponseJSON } from "@simplewebauthn/server";
import { addPasskey } from "@/lib/auth/passkeys/add-passkey";
import { authenticatorResponse } from "@/lib/auth/passkeys/challenge";
import { ownOrigin } from "@/lib/http/origin";
import { flash } from "@/lib/session/flash";
import { requireFreshApiUser } from "../api-user";

const body = z.object({ response: authenticatorResponse<RegistrationResponseJSON>() });

export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: async (request) => {
    const { user, session } = await requireFreshApiUser();
    const { response } = await readBody(request, body);
    const origin = ownOrigin(request);
    const problem = await addPasskey(response, { user, sessionId: session.id, origin });
    if (problem) throw new ApiError(400, "passkey_refused", problem);
    // For the document that the browser loads next.
    await flash("success", "Passkey added.");
    return json({}, { status: 201 });
  },
});
