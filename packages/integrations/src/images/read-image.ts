import sharp from 'sharp';
import { withImage } from './open-image.ts';
import { hashOf } from './thumbhash.ts';
import { SIZES, within, type VariantName } from './sizes.ts';

export type ImageVariant = {
	name: VariantName;
	width: number;
	height: number;
	bytes: Buffer;
	mime: 'image/webp';
};
export type ReadImage = {
	/** What was uploaded; nothing of it is kept. */
	mime: string;
	/** Pixels of the upload, upright. */
	width: number;
	height: number;
	/** Largest first. */
	variants: ImageVariant[];
	/** What stands in for it until it is loaded; empty when nothing should. */
	thumbhash: Uint8Array;
};

/**
 * An uploaded picture as three upright WebP files without any metadata, never larger than it was. Takes JPEG, PNG,
 * WebP, GIF (its first frame) and AVIF up to 12 MB and 50 megapixels; throws `images.not_an_image`,
 * `images.too_large`, `images.too_many_pixels`.
 */
export async function readImage(bytes: Uint8Array): Promise<ReadImage> {
	return withImage(bytes, async ({ mime, width, height, pixels }) => {
		// Decoded once: the large original is never held again for the smaller sizes.
		const { data, info } = await pixels()
			.resize(within(1920))
			.raw({ depth: 'uchar' })
			.toBuffer({ resolveWithObject: true });
		const raw = { width: info.width, height: info.height, channels: info.channels };
		const variants: ImageVariant[] = [];
		for (const { name, longest, quality } of SIZES) {
			const file = await sharp(data, { raw })
				.resize(within(longest))
				.webp({ quality })
				.toBuffer({ resolveWithObject: true });
			const { width: wide, height: high } = file.info;
			variants.push({ name, width: wide, height: high, bytes: file.data, mime: 'image/webp' });
		}
		return { mime, width, height, variants, thumbhash: await hashOf(data, raw) };
	});
}
