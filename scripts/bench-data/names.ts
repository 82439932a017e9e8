/** Vendors with names as different as real ones: PostgreSQL plans a search by how often its words are used. */
const BEGINNINGS = words(
  'Ad Bel Bri Cal Con Den El Fab Gar Hal In Jas Kel Lor Mar Nor Or Pel Qua Ros Sol Tor Ul Ver Wing',
);
const ENDS = words(
  'ador andis anto arius bera bury cade castel cor dale dora eon estra field ford gate gard ian ika inda iso lake lex lis mark mina mont nova ora port rex rikam stan tum toso ulo vane vex via wick',
);
const BUSINESSES = words('Software Systems Labs Networks Digital Cloud Data Works Studio Partners Logic Group');

function words(text: string): string[] {
  return text.split(' ');
}

/** One of these words as SQL, by an index that may be larger than there are. */
export const oneOf = (all: readonly string[], index: string) =>
  `(ARRAY['${all.join("','")}'])[1 + (${index}) % ${all.length}]`;

/** As SQL: some three thousand names, then they come again. The vendor 7 is *Fabador Works*. */
export const vendorName = (index: string) =>
  `${oneOf(BEGINNINGS, index)} || ${oneOf(ENDS, `${index} / ${BEGINNINGS.length}`)} || ' ' || ${oneOf(BUSINESSES, index)}`;
