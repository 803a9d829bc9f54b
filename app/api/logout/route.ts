import { json, route } from "@/lib/api";
import { logOut } from "@/lib/auth";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: async () => {
    await logOut();
    return json(undefined, { status: 204 });
  },
});
