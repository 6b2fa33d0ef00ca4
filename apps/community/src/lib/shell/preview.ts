import { refreshAll } from '$app/navigation';
import figtree from '@kith/ui/fonts/figtree.css?url';
import fraunces from '@kith/ui/fonts/fraunces.css?url';
import inter from '@kith/ui/fonts/inter.css?url';
import nunito from '@kith/ui/fonts/nunito.css?url';
import sourceSerif from '@kith/ui/fonts/source-serif.css?url';
import spaceGrotesk from '@kith/ui/fonts/space-grotesk.css?url';
import { measureContrast } from './preview-contrast.ts';
import { readMessage, type WornLook } from './preview-messages.ts';
import { inScheme } from './preview-scheme.ts';

const FONTS: Readonly<Record<string, string>> = {
	...{ figtree, fraunces, inter, nunito },
	'source-serif': sourceSerif,
	'space-grotesk': spaceGrotesk,
};

/**
 * Wears what the studio sends into its preview frame, at once and without saving anything, from `studioOrigin` alone:
 * looks (`kith:look`), the community's own style sheet (`kith:css`), and word that something else of the draft was
 * saved (`kith:refresh`). Tells the studio when it listens (`kith:ready`), and answers how well its texts can be read
 * (`kith:measure`, `kith:measured`).
 */
export function followStudio(studioOrigin: string): () => void {
	const wardrobe = new Wardrobe();
	let measuring = Promise.resolve();
	const tell = (data: object) => parent.postMessage(data, studioOrigin);
	const measure = async (id: number, looks: readonly WornLook[]) => {
		const measured = await measureContrast(looks, wardrobe).catch(() => null);
		tell({ type: 'kith:measured', id, measured });
	};
	const listen = ({ origin, data }: MessageEvent<unknown>) => {
		const message = origin === studioOrigin ? readMessage(data) : null;
		if (message?.type === 'kith:refresh') void refreshAll();
		if (message?.type === 'kith:css') wardrobe.takeOwn(message.css);
		if (message?.type === 'kith:look') {
			wardrobe.takeLook(message);
			if (message.font) loadFont(message.font);
		}
		if (message?.type === 'kith:measure')
			measuring = measuring.then(() => measure(message.id, message.looks));
	};
	addEventListener('message', listen);
	if (parent !== window) tell({ type: 'kith:ready' });
	return () => {
		removeEventListener('message', listen);
		wardrobe.close();
	};
}

/** The two style sheets that the page wears for the studio. */
class Wardrobe {
	readonly #sheet = new CSSStyleSheet();
	readonly #ownSheet = new CSSStyleSheet();
	#look: WornLook | undefined;
	#own: string | undefined;

	constructor() {
		document.adoptedStyleSheets.push(this.#sheet, this.#ownSheet);
	}

	takeLook(look: WornLook): void {
		this.#look = look;
		this.wear();
	}

	/** In place of the sheet that the page came with. */
	takeOwn(css: string): void {
		document.querySelector('link[href^="/site.css"]')?.remove();
		this.#own = css;
		this.wear();
	}

	/** Puts on a look, or again the one that was sent last. */
	wear(look: WornLook | undefined = this.#look): void {
		this.#sheet.replaceSync(look?.css ?? '');
		if (this.#own === undefined) return;
		this.#ownSheet.replaceSync(look ? inScheme(this.#own, look.scheme) : this.#own);
	}

	close(): void {
		document.adoptedStyleSheets = document.adoptedStyleSheets.filter(
			(one) => one !== this.#sheet && one !== this.#ownSheet,
		);
	}
}

function loadFont(font: string): void {
	const href = Object.hasOwn(FONTS, font) ? FONTS[font] : undefined;
	if (!href || document.querySelector(`link[href="${href}"]`)) return;
	document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href }));
}
