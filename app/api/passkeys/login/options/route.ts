import { json, route } from "@/lib/http/api";
import { loginOptions } from "@/lib/auth/passkeys/passkey-login";
import { ownOrigin } from "@/lib/http/origin";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: async (request) => json(await loginOptions(ownOrigin(request))),
});
