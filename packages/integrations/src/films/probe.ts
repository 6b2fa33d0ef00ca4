import { CustomSource, Input, MP4, QTFF, WEBM } from 'mediabunny';

export type FilmFacts = {
	/** In milliseconds. */
	durationMs: number;
	/** As it is shown: turned the way the camera was held. */
	width: number;
	height: number;
	/** Such as `avc` or `vp9`; empty for one that is not known. */
	codec: string;
};

/** Where the bytes of a film come from; `end` is not included. */
export type FilmSource = {
	size: number;
	read: (start: number, end: number) => Promise<Uint8Array>;
};

const CACHED_BYTES = 8 * 1024 * 1024;
/** What a film says of itself is small; who makes us read more than this has put something else in its place. */
const MOST_READ = 48 * 1024 * 1024;
/** Longer films than a day and wider ones than 16K are none. */
const LONGEST_SECONDS = 86_400;
const WIDEST = 16_384;

/** What a film says of itself, or null when it says nothing that can be. Only formats that lead to no other file. */
export async function probeFilm({ size, read }: FilmSource): Promise<FilmFacts | null> {
	let taken = 0;
	const source = new CustomSource({
		getSize: () => size,
		read: (start, end) => {
			taken += end - start;
			if (taken > MOST_READ) throw new Error('more than a film says of itself');
			return read(start, end);
		},
		maxCacheSize: CACHED_BYTES,
		handleUnhandledError: () => undefined,
	});
	using input = new Input({ source, formats: [MP4, QTFF, WEBM] });
	const track = await input.getPrimaryVideoTrack();
	if (!track) return null;
	const seconds = (await input.getDurationFromMetadata()) ?? (await track.computeDuration());
	const [width, height] = [await track.getDisplayWidth(), await track.getDisplayHeight()];
	const isFilm = seconds > 0 && seconds <= LONGEST_SECONDS;
	const isSized = [width, height].every((side) => side > 0 && side <= WIDEST);
	if (!isFilm || !isSized) return null;
	const codec = (await track.getCodec()) ?? '';
	return { durationMs: Math.round(seconds * 1000), width, height, codec };
}
