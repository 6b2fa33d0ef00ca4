import { createContext } from 'svelte';
import { askPage, type AskedPage } from './ask-page.ts';
import { contrastReport } from './contrast-report.ts';
import type { DesignDraft } from './design-draft.svelte.ts';
import type { MeasuredScheme } from './hard-texts.ts';
import { previewCss, type PreviewScheme } from './preview-css.ts';

const PAUSE_MS = 600;

/** How well the page in the preview can be read in the design that is being tried: what numbers alone cannot tell. */
export class PageContrast {
	readonly #draft: DesignDraft;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#page = $state.raw<AskedPage>();
	readonly #look = $derived.by(() => this.#draft.site.look);
	readonly #css = $derived.by(() => this.#draft.site.css.css);
	/** Only the answer to the last question counts. */
	#round = 0;

	state = $state<'measuring' | 'measured' | 'failed'>('measuring');
	schemes = $state.raw<readonly MeasuredScheme[]>([]);

	constructor(draft: DesignDraft) {
		this.#draft = draft;
	}

	/** Whether there is a page to ask. */
	get hasPage(): boolean {
		return this.#page !== undefined;
	}

	meet(page: AskedPage): void {
		this.#page = page;
	}

	part(): void {
		this.#page = undefined;
		this.#round += 1;
		this.state = 'measuring';
	}

	/** The schemes that the look is seen in. */
	get asked(): PreviewScheme[] {
		return contrastReport(this.#look).map(({ scheme }) => scheme);
	}

	/** Measures when whoever calls this is shown, and a moment after each change that was kept while it is. */
	follow(): void {
		$effect(() => {
			// Each of these may change how the page looks.
			if (this.#page && this.#look && this.#css !== undefined && this.#draft.revision >= 0)
				this.#measureSoon();
		});
	}

	/** Asks the page now. What was measured before stays until it has answered. */
	async measure(): Promise<void> {
		if (!this.#page) return;
		const round = (this.#round += 1);
		this.state = 'measuring';
		const look = this.#look;
		const looks = this.asked.map((scheme) => ({ scheme, css: previewCss(look, scheme) }));
		const measured = await askPage(this.#page, looks);
		if (round !== this.#round) return;
		this.state = measured ? 'measured' : 'failed';
		this.schemes = measured ?? [];
	}

	/** Changes that follow at once are measured together, as are two who want to know. */
	#measureSoon(): void {
		this.#round += 1;
		this.state = 'measuring';
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.measure(), PAUSE_MS);
	}
}

/** What the pages of the design studio know of how well their preview can be read. */
export const [getPageContrast, setPageContrast] = createContext<PageContrast>();
