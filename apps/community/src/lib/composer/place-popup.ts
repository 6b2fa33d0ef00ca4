const GAP = 6;
const MARGIN = 8;

/** Puts a list below the caret, or above it where there is more room; always inside the window. */
export function placePopup(list: HTMLElement, rect: DOMRect | null): void {
	if (!rect) return;
	const { offsetWidth: width, offsetHeight: height } = list;
	const bottom = (window.visualViewport?.height ?? window.innerHeight) - MARGIN;
	const fitsBelow = rect.bottom + GAP + height <= bottom;
	const top = fitsBelow ? rect.bottom + GAP : Math.max(MARGIN, rect.top - GAP - height);
	const end = window.innerWidth - MARGIN - width;
	list.style.top = `${top}px`;
	const start = document.dir === 'rtl' ? rect.right - width : rect.left;
	list.style.left = `${Math.max(MARGIN, Math.min(start, end))}px`;
}
