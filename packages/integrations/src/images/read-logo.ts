import { withImage } from './open-image.ts';

export type LogoFile<Mime extends string> = {
	width: number;
	height: number;
	bytes: Buffer;
	mime: Mime;
};
export type ReadLogo = { full: LogoFile<'image/webp'>; icon: LogoFile<'image/png'> };

const ICON = 180;

/**
 * An uploaded logo as `full` (at most 512 pixels on a side, its own shape, transparency kept) and `icon` (180 × 180,
 * the whole logo on a transparent square). Takes and refuses what `readImage` does.
 */
export async function readLogo(bytes: Uint8Array): Promise<ReadLogo> {
	return withImage(bytes, async ({ pixels }) => {
		const full = await pixels()
			.resize({ width: 512, height: 512, fit: 'inside', withoutEnlargement: true })
			.webp({ quality: 90, alphaQuality: 100 })
			.toBuffer({ resolveWithObject: true });
		const icon = await pixels()
			.resize({
				width: ICON,
				height: ICON,
				fit: 'contain',
				background: { r: 0, g: 0, b: 0, alpha: 0 },
			})
			.ensureAlpha()
			.png({ compressionLevel: 9 })
			.toBuffer();
		const { width, height } = full.info;
		return {
			full: { width, height, bytes: full.data, mime: 'image/webp' },
			icon: { width: ICON, height: ICON, bytes: icon, mime: 'image/png' },
		};
	});
}
