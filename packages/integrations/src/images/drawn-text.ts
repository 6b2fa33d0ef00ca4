import sharp from 'sharp';

type Drawing = { ink: string; size: number; width: number; isBold?: boolean };

/** A few lines of text in the middle, as large as asked for and never wider; null where there is nothing to draw. */
export async function drawnText(
	text: string,
	{ ink, size, width, isBold = false }: Drawing,
): Promise<Buffer | null> {
	const plain = asMarkup(text);
	if (plain === '') return null;
	const weight = isBold ? 'bold ' : '';
	return sharp({
		text: {
			text: `<span foreground="${ink}">${plain}</span>`,
			font: `sans ${weight}${size}`,
			...{ dpi: 72, width, align: 'centre', wrap: 'word-char', rgba: true },
		},
	})
		.png()
		.toBuffer();
}

/** Pango reads markup: what people wrote is to be read as what it is. */
const asMarkup = (text: string): string =>
	text
		.toWellFormed()
		.replaceAll(/\p{Cc}/gu, ' ')
		.trim()
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;');

/** One or two letters of a name as large as they fit, or null where there are none. */
export async function drawnLetters(
	name: string,
	ink: string,
	room: number,
): Promise<Buffer | null> {
	const letters = lettersOf(name);
	if (letters === '') return null;
	const text = `<span foreground="${ink}">${letters}</span>`;
	const drawn = await sharp({ text: { text, font: 'sans bold 48', dpi: 300, rgba: true } })
		.png()
		.toBuffer();
	const height = Math.round(room * 0.62);
	return sharp(drawn).resize({ width: room, height, fit: 'inside' }).png().toBuffer();
}

/** Only letters and digits: they need no other care. */
function lettersOf(name: string): string {
	const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
	const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
	return ends.map((word) => Array.from(word ?? '')[0]?.toUpperCase() ?? '').join('');
}

/** Black or white, whichever stands out more. */
export function inkOn(ground: string): '#000000' | '#ffffff' {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
		const value = Number.parseInt(ground.slice(at, at + 2), 16) / 255;
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000000' : '#ffffff';
}
