import { z } from 'zod';

const HardText = z.object({
	text: z.string().max(60),
	ratio: z.number(),
	needed: z.number(),
	ink: z.string(),
	ground: z.string(),
});

const MeasuredScheme = z.object({
	scheme: z.enum(['light', 'dark']),
	/** How many texts are hard to read; `texts` holds the hardest of them. */
	total: z.int().nonnegative(),
	texts: z.array(HardText).max(20),
	/** How many lie on a picture or a gradient, which no number can tell of. */
	unsure: z.int().nonnegative(),
});

/** What a previewed page answers when it is asked how well it can be read; nothing where it could not tell. */
export const MeasuredPage = z.object({
	type: z.literal('kith:measured'),
	id: z.number(),
	measured: z.array(MeasuredScheme).max(2).nullable(),
});

type HardText = z.infer<typeof HardText>;
export type MeasuredScheme = z.infer<typeof MeasuredScheme>;

/** Texts of one page in the same colours, which are mended together. */
export type HardColours = Omit<HardText, 'text'> & { texts: readonly string[] };

/** The texts by their colours, the hardest first. */
export function byColours(texts: readonly HardText[]): HardColours[] {
	const groups = Map.groupBy(texts, ({ ink, ground, needed }) => `${ink} ${ground} ${needed}`);
	return [...groups.values()]
		.flatMap(([first, ...others]) =>
			first ? [{ ...first, texts: [first, ...others].map(({ text }) => text) }] : [],
		)
		.toSorted((a, b) => a.ratio / a.needed - b.ratio / b.needed);
}

/** A contrast with one digit; never more than it is, as 4.49 is not enough where 4.5 is needed. */
export function shownRatio(ratio: number): number {
	return Math.floor(ratio * 10) / 10;
}
