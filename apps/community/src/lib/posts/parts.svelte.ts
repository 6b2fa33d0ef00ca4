/** What only some posts are drawn with, by name, once it was fetched: see part-loaders.ts. */
let parts = $state.raw<Readonly<Record<string, unknown>>>({});

/** A part by its name; undefined until a post that has it was announced. */
export function partOf<T>(name: string): T | undefined {
	return parts[name] as T | undefined;
}

export function addParts(found: Readonly<Record<string, unknown>>): void {
	parts = { ...parts, ...found };
}

let comeBy: (names: readonly string[]) => Promise<void> = async () => {};

/** Says where parts come from; part-loaders.ts does. */
export function partsComeBy(fetcher: typeof comeBy): void {
	comeBy = fetcher;
}

/** Fetches a part that another one asks for: what is a part itself cannot import the list of them. */
export const fetchPart = (name: string): Promise<void> => comeBy([name]);
