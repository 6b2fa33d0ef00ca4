import { refreshAll } from '$app/navigation';
import figtree from '@kith/ui/fonts/figtree.css?url';
import fraunces from '@kith/ui/fonts/fraunces.css?url';
import inter from '@kith/ui/fonts/inter.css?url';
import nunito from '@kith/ui/fonts/nunito.css?url';
import sourceSerif from '@kith/ui/fonts/source-serif.css?url';
import spaceGrotesk from '@kith/ui/fonts/space-grotesk.css?url';

const FONTS: Readonly<Record<string, string>> = {
	...{ figtree, fraunces, inter, nunito },
	'source-serif': sourceSerif,
	'space-grotesk': spaceGrotesk,
};

/**
 * Wears what the studio sends into its preview frame, at once and without saving anything, from `studioOrigin` alone:
 * looks (`kith:look`), the community's own style sheet (`kith:css`), and word that something else of the draft was
 * saved (`kith:refresh`). Tells the studio when it listens (`kith:ready`).
 */
export function followStudio(studioOrigin: string): () => void {
	const sheet = new CSSStyleSheet();
	const own = new CSSStyleSheet();
	document.adoptedStyleSheets.push(sheet, own);
	const listen = ({ origin, data }: MessageEvent<unknown>) => {
		if (origin !== studioOrigin || !isMessage(data)) return;
		if (data.type === 'kith:refresh') return void refreshAll();
		if (data.type === 'kith:css') return wear(own, data.css);
		sheet.replaceSync(data.css);
		if (data.font) loadFont(data.font);
	};
	addEventListener('message', listen);
	if (parent !== window) parent.postMessage({ type: 'kith:ready' }, studioOrigin);
	return () => {
		removeEventListener('message', listen);
		document.adoptedStyleSheets = document.adoptedStyleSheets.filter(
			(one) => one !== sheet && one !== own,
		);
	};
}

type Message =
	| { type: 'kith:look'; css: string; font?: string }
	| { type: 'kith:css'; css: string }
	| { type: 'kith:refresh' };

function isMessage(data: unknown): data is Message {
	if (typeof data !== 'object' || data === null) return false;
	const { type, css, font } = data as Record<'type' | 'css' | 'font', unknown>;
	if (type === 'kith:refresh') return true;
	if (typeof css !== 'string') return false;
	return type === 'kith:css' || (type === 'kith:look' && typeof font !== 'object');
}

/** In place of the sheet that the page came with. */
function wear(own: CSSStyleSheet, css: string): void {
	document.querySelector('link[href^="/site.css"]')?.remove();
	own.replaceSync(css);
}

function loadFont(font: string): void {
	const href = Object.hasOwn(FONTS, font) ? FONTS[font] : undefined;
	if (!href || document.querySelector(`link[href="${href}"]`)) return;
	document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href }));
}
