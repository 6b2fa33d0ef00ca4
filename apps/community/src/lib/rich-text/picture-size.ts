const MEDIUM_LONGEST = 960;

/** How wide the medium version of a picture is: its longer side is at most 960 pixels, and it is never enlarged. */
export function mediumWidth(width: number, height: number): number {
	return Math.round(width * Math.min(1, MEDIUM_LONGEST / Math.max(width, height)));
}
