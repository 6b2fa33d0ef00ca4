/** How long something plays, such as `4:05` or `1:00:09`. */
export function playTime(durationMs: number): string {
	const seconds = Math.round(durationMs / 1000);
	const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
	const shown = parts[0] === 0 ? parts.slice(1) : parts;
	return shown
		.map((part, at) => (at === 0 ? String(part) : String(part).padStart(2, '0')))
		.join(':');
}
