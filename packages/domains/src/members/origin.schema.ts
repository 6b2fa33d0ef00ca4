import * as z from 'zod';

const word = (most: number) =>
	z
		.string()
		.transform((text) => text.replaceAll(/[\p{C}\p{Z}]+/gu, ' ').trim())
		.pipe(z.string().max(most));

/** What first led somebody here: no address, no name, nothing that tells one visitor from another. */
export const Origin = z.strictObject({
	at: z.iso.datetime(),
	/** The path of the page they came to. */
	landing: word(120),
	/** The host that linked here; empty for none. */
	referrer: word(100),
	/** From the address they came by. */
	...{ source: word(100), medium: word(60), campaign: word(60) },
});
export type Origin = z.infer<typeof Origin>;
