import { json, route } from "@/lib/http/api";
import { endOtherDevices } from "@/lib/auth/devices";
import { freshMember, member } from "../api-user";
import { devices } from "./devices";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: async () => json(await devices(await member())),
  DELETE: async () => {
    const user = await freshMember();
    await endOtherDevices(user);
    return json(await devices(user));
  },
});
