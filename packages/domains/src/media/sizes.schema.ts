/** The longer side of each size a picture is kept in; none is ever enlarged. */
const LONGEST = { thumb: 320, medium: 960, full: 1920 };

type Kept = { fileId: string; width: number; height: number };

/** The sizes that a picture has, each with its width; `width` and `height` are those of the largest. */
export function srcsetOf({ fileId, width, height }: Kept): string {
	const sizes = Object.entries(LONGEST).map(([name, longest]) => {
		const shrunk = Math.min(1, longest / Math.max(width, height));
		return [name, Math.round(width * shrunk)] as const;
	});
	return sizes
		.filter(([, wide], index) => wide > (sizes[index - 1]?.[1] ?? 0))
		.map(([name, wide]) => `/files/${fileId}/${name} ${wide}w`)
		.join(', ');
}

/** How wide a picture has to be to fill a square of `side` pixels. */
export function coverWidth({ width, height }: Omit<Kept, 'fileId'>, side: number): string {
	return `${Math.round(side * Math.max(1, width / height))}px`;
}
