import { ApiError, json, route } from "@/lib/http/api";
import { MAX_PASSKEYS, registrationOptions } from "@/lib/auth/passkeys/add-passkey";
import { ownOrigin } from "@/lib/http/origin";
import { requireFreshApiUser } from "../../api-user";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: async (request) => {
    const { user } = await requireFreshApiUser();
    const options = await registrationOptions(user, ownOrigin(request));
    if (options) return json(options);
    const message = `You have ${MAX_PASSKEYS} passkeys. Remove one first.`;
    throw new ApiError(409, "too_many_passkeys", message);
  },
});
