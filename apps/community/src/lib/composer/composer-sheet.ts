import css from './composer.css?inline';

let sheet: CSSStyleSheet | undefined;

/** Dresses every editor of this page, from the first one on; what is only read loads no such sheet. Browser only. */
export function wearComposerSheet(): void {
	if (sheet) return;
	sheet = new CSSStyleSheet();
	sheet.replaceSync(css);
	document.adoptedStyleSheets.push(sheet);
}
