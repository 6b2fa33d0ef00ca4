import sharp from 'sharp';
import { withImage } from './open-image.ts';

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
		? await fittedLogo(logo, room)
		: await drawnLetters(lettersOf(name), brand, room);
	return sharp({ create: { width: size, height: size, channels: 4, background: brand } })
		.composite(mark ? [{ input: mark, gravity: 'centre' }] : [])
		.png({ compressionLevel: 9 })
		.toBuffer();
}

function fittedLogo(logo: Uint8Array, room: number): Promise<Buffer> {
	return withImage(logo, ({ pixels }) =>
		pixels().resize({ width: room, height: room, fit: 'inside' }).png().toBuffer(),
	);
}

/** The letters as large as they fit, or null where there are none. Only letters and digits: the text is markup. */
async function drawnLetters(letters: string, brand: string, room: number): Promise<Buffer | null> {
	if (letters === '') return null;
	const text = `<span foreground="${inkOn(brand)}">${letters}</span>`;
	const drawn = await sharp({ text: { text, font: 'sans bold 48', dpi: 300, rgba: true } })
		.png()
		.toBuffer();
	const height = Math.round(room * 0.62);
	return sharp(drawn).resize({ width: room, height, fit: 'inside' }).png().toBuffer();
}

function lettersOf(name: string): string {
	const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
	const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
	return ends.map((word) => Array.from(word ?? '')[0]?.toUpperCase() ?? '').join('');
}

/** Black or white, whichever stands out more. */
function inkOn(ground: string): '#000000' | '#ffffff' {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
		const value = Number.parseInt(ground.slice(at, at + 2), 16) / 255;
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000000' : '#ffffff';
}
