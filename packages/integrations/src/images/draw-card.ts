import sharp, { type OverlayOptions } from 'sharp';
import { createGate } from './gate.ts';
import { drawnLetters, drawnText, inkOn } from './drawn-text.ts';
import { fittedLogo } from './fitted-logo.ts';

export type CardWish = {
	/** A sign such as an emoji; letters of the title stand for one that no font here has in colour. */
	sign: string;
	/** What is behind the sign, and what letters in its place are drawn in, each #rrggbb. */
	signGround: string;
	signInk: string;
	title: string;
	/** Below the title: whose it is. */
	name: string;
	/** Whose card it is, at its foot: the logo where there is one, and the name. */
	logo: Uint8Array | null;
	footer: string;
	/** The ground, #rrggbb. */
	brand: string;
};

const WIDTH = 1200;
const HEIGHT = 630;
const MARGIN = 90;
const ROOM = WIDTH - 2 * MARGIN;

// Each holds some megabytes while it is drawn, and anybody may ask for one.
const gate = createGate(2);

/** A PNG of 1200 by 630 for previews of links. Everything stands in the middle, for scripts of either direction. */
export function drawCard(wish: CardWish): Promise<Buffer> {
	return gate(async () => {
		const { title, name, brand } = wish;
		const ink = inkOn(brand);
		const parts = [
			await at(64, await drawnSign(wish), 220),
			await at(310, await drawnText(title, { ink, size: 66, width: ROOM, isBold: true }), 130),
			await at(452, await drawnText(name, { ink, size: 38, width: ROOM }), 50),
			...(await foot(wish, ink)),
		];
		return sharp({
			create: { width: WIDTH, height: HEIGHT, channels: 4, background: brand },
		})
			.composite(parts.filter((part) => part !== null))
			.png({ compressionLevel: 9 })
			.toBuffer();
	});
}

/** In the middle, with its top here; what is higher than its room is drawn smaller. */
async function at(top: number, drawn: Buffer | null, room: number): Promise<OverlayOptions | null> {
	if (!drawn) return null;
	const { data, info } = await fitted(drawn, { width: ROOM, height: room });
	const left = Math.round((WIDTH - info.width) / 2);
	return { input: data, left, top: top + Math.round((room - info.height) / 2) };
}

const fitted = (drawn: Buffer, room: { width: number; height: number }) =>
	sharp(drawn)
		.resize({ ...room, fit: 'inside', withoutEnlargement: true })
		.png()
		.toBuffer({ resolveWithObject: true });

const FOOT_HEIGHT = 44;
const GAP = 18;

/** The logo and the name, side by side. */
async function foot({ logo, footer }: CardWish, ink: string): Promise<OverlayOptions[]> {
	const room = { width: ROOM / 2, height: FOOT_HEIGHT };
	const drawn = [
		logo && (await fittedLogo(logo, room)),
		await drawnText(footer, { ink, size: 28, width: 10 * WIDTH }),
	];
	const marks = await Promise.all(drawn.flatMap((one) => (one ? [fitted(one, room)] : [])));
	const width = marks.reduce((sum, { info }) => sum + info.width, GAP * (marks.length - 1));
	let left = Math.round((WIDTH - width) / 2);
	return marks.map(({ data, info }) => {
		const top = 546 + Math.round((FOOT_HEIGHT - info.height) / 2);
		const mark = { input: data, left, top };
		left += info.width + GAP;
		return mark;
	});
}

const DISC = 220;

async function drawnSign({ sign, signGround, signInk, title }: CardWish): Promise<Buffer> {
	const drawn = await drawnText(sign, { ink: '#000000', size: 110, width: WIDTH });
	const mark =
		drawn && (await hasColour(drawn)) ? drawn : await drawnLetters(title, signInk, DISC * 0.6);
	const room = { width: Math.round(DISC * 0.6), height: Math.round(DISC * 0.6) };
	return sharp(disc(DISC, signGround), { raw: { width: DISC, height: DISC, channels: 4 } })
		.composite(mark ? [{ input: (await fitted(mark, room)).data, gravity: 'centre' }] : [])
		.png()
		.toBuffer();
}

/** A box in place of a sign that no font has is drawn in the ink alone. */
async function hasColour(drawn: Buffer): Promise<boolean> {
	const pixels = await sharp(drawn).ensureAlpha().raw().toBuffer();
	for (let offset = 0; offset < pixels.length; offset += 4) {
		const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(offset, offset + 4);
		if (alpha > 127 && Math.max(red, green, blue) - Math.min(red, green, blue) > 40) return true;
	}
	return false;
}

/** A round patch with a smooth edge, as raw pixels: shapes that are text would need a decoder that is switched off. */
function disc(size: number, colour: string): Buffer {
	const paint = [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
	const pixels = Buffer.alloc(size * size * 4);
	const middle = (size - 1) / 2;
	for (let y = 0; y < size; y += 1)
		for (let x = 0; x < size; x += 1) {
			const inside = size / 2 - Math.hypot(x - middle, y - middle);
			const alpha = Math.round(Math.min(Math.max(inside, 0), 1) * 255);
			pixels.set([...paint, alpha], (y * size + x) * 4);
		}
	return pixels;
}
