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
 * Wears the looks that the studio sends into its preview frame, at once and without saving anything: messages
 * `{ type: 'kith:look', css, font? }` from `studioOrigin` alone. Tells the studio when it listens (`kith:ready`).
 */
export function followStudio(studioOrigin: string): () => void {
	const sheet = new CSSStyleSheet();
	document.adoptedStyleSheets.push(sheet);
	const listen = ({ origin, data }: MessageEvent<unknown>) => {
		if (origin !== studioOrigin || !isLook(data)) return;
		sheet.replaceSync(data.css);
		if (data.font) loadFont(data.font);
	};
	addEventListener('message', listen);
	if (parent !== window) parent.postMessage({ type: 'kith:ready' }, studioOrigin);
	return () => {
		removeEventListener('message', listen);
		document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
	};
}

type LookMessage = { type: 'kith:look'; css: string; font?: string };

function isLook(data: unknown): data is LookMessage {
	if (typeof data !== 'object' || data === null) return false;
	const { type, css, font } = data as Partial<Record<keyof LookMessage, unknown>>;
	return (
		type === 'kith:look' &&
		typeof css === 'string' &&
		(font === undefined || typeof font === 'string')
	);
}

function loadFont(font: string): void {
	const href = Object.hasOwn(FONTS, font) ? FONTS[font] : undefined;
	if (!href || document.querySelector(`link[href="${href}"]`)) return;
	document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href }));
}
