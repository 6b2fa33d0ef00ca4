import sharp from 'sharp';
import { InvalidError } from '@kith/kernel/errors';
import { createGate } from './gate.ts';
import { hashOf } from './thumbhash.ts';
import { SIZES, within, type VariantName } from './sizes.ts';

export type AvifFile = { name: VariantName; bytes: Buffer };
export type AvifForms = { files: AvifFile[]; thumbhash: Uint8Array };

/** What we made ourselves is never larger. */
const MAX_PIXELS = 1920 * 1920;
const PATIENCE_SECONDS = 30;

// Encoding takes seconds of a whole core: never two at once in a process, and never in the way of uploads.
const gate = createGate(1);

/**
 * The AVIF twins of a picture of ours, and what stands in for it: `full` is its largest file, `names` the sizes wanted. Throws
 * `images.not_an_image` for what cannot be decoded to the end, or is larger than we make them.
 */
export async function makeAvif(
	full: Uint8Array,
	names: readonly VariantName[],
): Promise<AvifForms> {
	return gate(async () => {
		try {
			const { data, info } = await sharp(full, { limitInputPixels: MAX_PIXELS, pages: 1 })
				.timeout({ seconds: PATIENCE_SECONDS })
				.raw({ depth: 'uchar' })
				.toBuffer({ resolveWithObject: true });
			const raw = { width: info.width, height: info.height, channels: info.channels };
			const made: AvifFile[] = [];
			for (const { name, longest } of SIZES.filter((size) => names.includes(size.name))) {
				const pixels = sharp(data, { raw }).resize(within(longest));
				const bytes = await pixels
					.timeout({ seconds: PATIENCE_SECONDS })
					.avif({ quality: QUALITY, effort: EFFORT })
					.toBuffer();
				made.push({ name, bytes });
			}
			return { files: made, thumbhash: await hashOf(data, raw) };
		} catch (error) {
			throw new InvalidError('images.not_an_image', {}, { cause: error });
		}
	});
}

/** As good to the eye as the WebP of the same size. */
const QUALITY = 55;
const EFFORT = 3;
