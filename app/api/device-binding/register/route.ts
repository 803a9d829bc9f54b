import { ApiError, route } from "@/lib/http/api";
import { registerDevice } from "@/lib/auth/device-binding/binding";
import { instructions } from "../instructions";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: async ({ headers }) => {
    const key = await registerDevice(headers.get("secure-session-response") ?? "");
    if (!key) throw new ApiError(403, "registration_refused", "This key was not registered.");
    return instructions(key);
  },
});
