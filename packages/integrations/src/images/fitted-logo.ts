import { withImage } from './open-image.ts';

/** A logo in any format we take as a PNG that fits into so much room. */
export function fittedLogo(
	logo: Uint8Array,
	room: { width: number; height: number },
): Promise<Buffer> {
	return withImage(logo, ({ pixels }) =>
		pixels()
			.resize({ ...room, fit: 'inside' })
			.png()
			.toBuffer(),
	);
}
