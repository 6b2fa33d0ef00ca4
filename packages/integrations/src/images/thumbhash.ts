import sharp from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';

type Raw = { width: number; height: number; channels: 1 | 2 | 3 | 4 };

/** Smaller ones are there before anything could stand in for them. */
const SMALLEST = 100;

/**
 * Some twenty bytes that tell what a picture looks like from afar. None for small pictures, and for what can be seen
 * through: whatever stands in for it would be seen behind it for good.
 */
export async function hashOf(data: Buffer, raw: Raw): Promise<Uint8Array> {
	if (Math.max(raw.width, raw.height) < SMALLEST) return new Uint8Array();
	const small = { width: 100, height: 100, fit: 'inside' } as const;
	const { data: pixels, info } = await sharp(data, { raw })
		.resize(small)
		.toColourspace('srgb')
		.ensureAlpha()
		.raw()
		.toBuffer({ resolveWithObject: true });
	const isOpaque = pixels.every((value, index) => index % 4 !== 3 || value === 255);
	return isOpaque ? rgbaToThumbHash(info.width, info.height, pixels) : new Uint8Array();
}
