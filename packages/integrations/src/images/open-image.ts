import { fileTypeFromBuffer } from 'file-type';
import sharp, { type Sharp } from 'sharp';
import { AppError, InvalidError } from '@kith/kernel/errors';
import { createGate } from './gate.ts';

export const MAX_IMAGE_BYTES = 12 * 1024 * 1024;
const MAX_IMAGE_PIXELS = 50_000_000;

const LOADER_OF: Readonly<Record<string, string>> = {
	'image/jpeg': 'jpeg',
	'image/png': 'png',
	'image/webp': 'webp',
	'image/gif': 'gif',
	'image/avif': 'heif',
};

sharp.concurrency(1);
sharp.cache({ memory: 32, files: 0, items: 64 });
// A file can look like two formats at once: the process has no decoder but these five, whatever the bytes say.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
	operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((name) => `VipsForeignLoad${name}Buffer`),
});

// Decoding takes threads that files, DNS and password hashes need too, and memory for every image at work.
const gate = createGate(2);
// An interlaced picture is held whole while it is decoded, 200 MB at the largest: never two of those.
const heavyGate = createGate(1);
const HEAVY_PIXELS = 16_000_000;

export type OpenImage = {
	mime: string;
	/** Size as seen, after the camera's orientation. */
	width: number;
	height: number;
	/** A fresh pipeline over the upright image, without its metadata. */
	pixels: () => Sharp;
};

/**
 * Checks that `bytes` are a picture we take, by content alone, and hands it to `use`. Throws `images.too_large`,
 * `images.too_many_pixels`, and `images.not_an_image` for everything that cannot be decoded to the end.
 */
export async function withImage<T>(
	bytes: Uint8Array,
	use: (image: OpenImage) => Promise<T>,
): Promise<T> {
	if (bytes.byteLength > MAX_IMAGE_BYTES)
		throw new InvalidError('images.too_large', { limit: MAX_IMAGE_BYTES });
	const sniffed = await fileTypeFromBuffer(bytes).catch(() => undefined);
	const mime = sniffed?.mime ?? '';
	const loader = LOADER_OF[mime];
	if (loader === undefined) throw new InvalidError('images.not_an_image');
	return gate(async () => {
		try {
			const image = await openAs(bytes, mime, loader);
			const isHeavy = image.width * image.height > HEAVY_PIXELS;
			return await (isHeavy ? heavyGate(() => use(image)) : use(image));
		} catch (error) {
			throw asImageError(error);
		}
	});
}

async function openAs(bytes: Uint8Array, mime: string, loader: string): Promise<OpenImage> {
	const pixels = () =>
		sharp(bytes, {
			limitInputPixels: MAX_IMAGE_PIXELS,
			sequentialRead: true,
			autoOrient: true,
			pages: 1,
		}).timeout({ seconds: 20 });
	const { format, autoOrient } = await pixels().metadata();
	if (format !== loader) throw new InvalidError('images.not_an_image');
	return { mime, ...autoOrient, pixels };
}

function asImageError(error: unknown): Error {
	if (error instanceof AppError) return error;
	if (error instanceof Error && error.message.includes('exceeds pixel limit'))
		return new InvalidError(
			'images.too_many_pixels',
			{ limit: MAX_IMAGE_PIXELS },
			{ cause: error },
		);
	return new InvalidError('images.not_an_image', {}, { cause: error });
}
