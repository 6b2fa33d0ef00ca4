const PICTURES = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif']);
const FILMS = new Set(['video/mp4', 'video/webm', 'video/quicktime', 'video/x-m4v']);
const SOUNDS = new Set([
	...['audio/mpeg', 'audio/mp4', 'audio/x-m4a', 'audio/aac', 'audio/ogg', 'audio/opus'],
	...['audio/wav', 'audio/flac', 'audio/webm', 'audio/ogg; codecs=opus'],
]);

/** Whether a picture of this type is taken apart and written anew; others would keep what they carry. */
export const isReadablePicture = (mime: string): boolean => PICTURES.has(mime);

/** What a browser plays from its own controls, or null: only that is ever sent to be shown in place. */
export function isPlayable(mime: string): 'video' | 'audio' | null {
	if (FILMS.has(mime)) return 'video';
	return SOUNDS.has(mime) ? 'audio' : null;
}
