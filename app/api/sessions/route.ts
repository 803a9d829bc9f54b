import { json, route } from "@/lib/api";
import { currentSession } from "@/lib/auth";
import { deleteSessions } from "@/lib/auth/sessions";
import { devices, freshMember, member } from "./devices";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: async () => json(await devices(await member())),
  DELETE: async () => {
    const user = await freshMember();
    await deleteSessions(user.id, await currentSession());
    return json(await devices(user));
  },
});
