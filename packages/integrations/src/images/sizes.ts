export type VariantName = 'full' | 'medium' | 'thumb';

/** The sizes that pictures are kept in, largest first; `quality` is that of their WebP files. */
export const SIZES: readonly { name: VariantName; longest: number; quality: number }[] = [
	{ name: 'full', longest: 1920, quality: 82 },
	{ name: 'medium', longest: 960, quality: 80 },
	{ name: 'thumb', longest: 320, quality: 78 },
];

/** Neither side is longer than this, and nothing is enlarged. */
export const within = (longest: number) =>
	({ width: longest, height: longest, fit: 'inside', withoutEnlargement: true }) as const;
