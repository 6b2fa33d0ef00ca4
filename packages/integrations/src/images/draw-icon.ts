import sharp from 'sharp';
import { drawnLetters, inkOn } from './drawn-text.ts';
import { fittedLogo } from './fitted-logo.ts';

export type IconWish = {
	/** A logo in any format we take, or null: then the letters of the name stand for it. */
	logo: Uint8Array | null;
	name: string;
	/** The ground, #rrggbb. */
	brand: string;
	/** Pixels on a side. */
	size: number;
};

// Launchers cut icons to circles and drops: what matters stays inside the middle four fifths.
const SAFE = 0.56;

/** A square PNG for home screens, filled to its edges: a logo, or the first letters of a name, on the brand's colour. */
export async function drawIcon({ logo, name, brand, size }: IconWish): Promise<Buffer> {
	const room = Math.round(size * SAFE);
	const mark = logo
		? await fittedLogo(logo, { width: room, height: room })
		: await drawnLetters(name, inkOn(brand), room);
	return sharp({ create: { width: size, height: size, channels: 4, background: brand } })
		.composite(mark ? [{ input: mark, gravity: 'centre' }] : [])
		.png({ compressionLevel: 9 })
		.toBuffer();
}
