import { json, route } from "@/lib/http/api";
import { endOtherDevices } from "@/lib/auth/devices";
import { requireApiUser, requireFreshApiUser } from "../api-user";
import { devices } from "./devices";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: async () => {
    const { user, session } = await requireApiUser();
    return json(await devices(user, session.id));
  },
  DELETE: async () => {
    const { user, session } = await requireFreshApiUser();
    await endOtherDevices(user, session.id);
    return json(await devices(user, session.id));
  },
});
