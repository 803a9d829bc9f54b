/** Something the shop sells. The price is in minor units (cents). */
export type Product = Readonly<{
  id: string;
  slug: string;
  name: string;
  price: number;
  /** One line, for lists. */
  summary: string;
  /** A paragraph, for the product's own page. */
  description: string;
}>;

/** ISO 4217. */
export const CURRENCY = "EUR";

export const products: readonly Product[] = [
  {
    id: "p01",
    slug: "vermilion-wax",
    name: "Vermilion Sealing Wax",
    price: 950,
    summary: "One stick, about twelve seals.",
    description:
      "Shellac and vermilion, poured by hand. It breaks clean and never bends, so you always see when a letter has been opened.",
  },
  {
    id: "p02",
    slug: "brass-signet-ring",
    name: "Brass Signet Ring",
    price: 8900,
    summary: "Solid brass, engraved by hand.",
    description:
      "A flat oval face with your initial cut in reverse, deep enough for wax. It darkens with wear and lightens where you touch it most.",
  },
  {
    id: "p03",
    slug: "linen-notebook",
    name: "Linen Notebook",
    price: 1800,
    summary: "192 pages that lie flat.",
    description:
      "Thread-sewn in twelve signatures, bound in washed linen. The paper takes fountain pen ink on both sides without a ghost.",
  },
  {
    id: "p04",
    slug: "fountain-pen",
    name: "Fountain Pen",
    price: 6400,
    summary: "Steel nib, fine, piston filled.",
    description:
      "A slim barrel with a clear window, so it never runs dry unannounced. The nib is ground by hand and tuned before it leaves us.",
  },
  {
    id: "p05",
    slug: "iron-gall-ink",
    name: "Iron Gall Ink",
    price: 1450,
    summary: "Goes on pale, stays for centuries.",
    description:
      "Oak galls, iron, gum arabic. It bites into the paper and darkens within the hour: the ink that contracts and cathedrals were written in.",
  },
  {
    id: "p06",
    slug: "letter-paper",
    name: "Laid Letter Paper",
    price: 2200,
    summary: "Fifty sheets, 120 g, watermarked.",
    description:
      "Made on a mould, so every sheet shows its chain lines against the light. Heavy enough for wax, light enough for one stamp.",
  },
  {
    id: "p07",
    slug: "deckle-envelopes",
    name: "Deckle-Edge Envelopes",
    price: 1600,
    summary: "Twenty-five, to fit the letter paper.",
    description:
      "Folded and glued by hand from the same laid paper. The deep flap leaves room for a seal as wide as your thumb.",
  },
  {
    id: "p08",
    slug: "silver-signet-ring",
    name: "Silver Signet Ring",
    price: 14900,
    summary: "Sterling silver, cushion face.",
    description:
      "Cast in one piece and finished by hand. The face is blank: engrave it when you know what you want.",
  },
  {
    id: "p09",
    slug: "dip-pen",
    name: "Dip Pen",
    price: 2100,
    summary: "A turned holder and two nibs.",
    description:
      "Pear wood, turned to a waist where your fingers rest. One pointed nib for hairlines, one broad for addresses a postman can read in the rain.",
  },
  {
    id: "p10",
    slug: "blue-black-ink",
    name: "Blue-Black Ink",
    price: 1250,
    summary: "50 ml, safe for every pen.",
    description:
      "The blue of the last half hour before night. It washes out of clothes, not out of letters, and is kind to old pens.",
  },
  {
    id: "p11",
    slug: "wax-set",
    name: "Five Colours of Wax",
    price: 3900,
    summary: "Vermilion, navy, forest, brass, black.",
    description:
      "One stick of each colour in a drawer box. Custom has it that red is for business, black for mourning and brass for good news.",
  },
  {
    id: "p12",
    slug: "pocket-notebooks",
    name: "Pocket Notebooks",
    price: 1200,
    summary: "Three of 48 pages, for coats.",
    description:
      "Stapled twice, rounded at the corners, ruled, squared and blank. Made to be finished: there is a place for the date on the cover.",
  },
];

const byId = new Map(products.map((product) => [product.id, product]));
const bySlug = new Map(products.map((product) => [product.slug, product]));

export const findProduct = (id: string): Product | undefined => byId.get(id);
export const findProductBySlug = (slug: string): Product | undefined => bySlug.get(slug);
