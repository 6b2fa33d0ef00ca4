/**
 * Calls back when a picture cannot be shown. An attachment instead of `onerror`: in a rendered page that would be an
 * inline handler, which the content security policy refuses; and the picture may have failed before the script ran.
 */
export function whenBroken(report: () => void): (image: HTMLImageElement) => () => void {
	return (image) => {
		if (image.complete && image.naturalWidth === 0) report();
		image.addEventListener('error', report);
		return () => image.removeEventListener('error', report);
	};
}
