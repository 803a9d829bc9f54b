import { json, route } from "@/lib/http/api";
import { CURRENCY, products } from "@/lib/shop/catalogue";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: async () =>
    json({
      products: products.map(({ id, slug, name, price }) => ({
        id,
        slug,
        name,
        price,
        currency: CURRENCY,
      })),
    }),
});
