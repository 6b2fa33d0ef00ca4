import { createContext } from 'svelte';
import { createStudioClient } from '@kith/client/browser';
import { failureOf } from '@kith/client/failure';
import {
	MailLook,
	SECTIONS,
	type DesignView,
	type Refusal,
	type Section,
	type Site,
} from '@kith/domains/design/schema';
import { Look } from '@kith/domains/communities/schema';
import { Navigation } from '@kith/domains/design/navigation';
import { Pages } from '@kith/domains/design/pages';
import { textOfFailure } from '#lib/studio/failure-text.ts';
import { Steps } from './steps.svelte.ts';

const PAUSE_MS = 500;
const SHAPES = { look: Look, navigation: Navigation, pages: Pages, mail: MailLook } as const;

/** A design being tried: kept on the server a moment after each change, published or thrown away on demand. */
export class DesignDraft {
	readonly #client: ReturnType<typeof createStudioClient>;
	readonly #steps: Steps<Site>;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#running: Promise<void> = Promise.resolve();
	#unsent: readonly Section[] = [];
	#versions: Record<Section, number>;

	site = $state.raw<Site>() as Site;
	published = $state.raw<Site>() as Site;
	refusals = $state.raw<readonly Refusal[]>([]);
	state = $state<'idle' | 'saving' | 'failed' | 'unfinished' | 'overtaken'>('idle');
	busy = $state<'publishing' | 'discarding'>();
	/** Why the last thing asked for did not happen; empty when it did. */
	refusal = $state('');
	/** Grows when something was saved that the previewed page has to ask for. */
	revision = $state(0);

	constructor(communityId: string, view: DesignView) {
		this.#client = createStudioClient(communityId);
		this.#versions = view.versions;
		this.site = view.draft;
		this.published = view.published;
		this.refusals = view.refusals;
		this.#steps = new Steps<Site>();
	}

	/** The sections that are not as everybody sees them. */
	get changed(): Section[] {
		return SECTIONS.filter(
			(section) => textOf(this.site, section) !== textOf(this.published, section),
		);
	}

	get isChanged(): boolean {
		return this.changed.length > 0;
	}

	get canUndo(): boolean {
		return this.#steps.canUndo;
	}

	get canRedo(): boolean {
		return this.#steps.canRedo;
	}

	/** Changes one section; changes of the same `what` that follow at once are one step back. */
	change<S extends Section>(section: S, value: Site[S], what: string = section): void {
		this.#steps.take(this.site, what);
		this.#put({ ...this.site, [section]: value }, [section]);
	}

	undo(): void {
		this.#go(this.#steps.undo(this.site));
	}

	redo(): void {
		this.#go(this.#steps.redo(this.site));
	}

	/** Sends what has not been sent; saves follow one another, so the last change wins. */
	save(): Promise<void> {
		clearTimeout(this.#timer);
		if (this.#unsent.length === 0 || this.state === 'overtaken') return this.#running;
		this.#running = this.#running.then(() => this.#send());
		return this.#running;
	}

	/** Makes the design everybody's. Resolves to whether it is. */
	publish(note: string): Promise<boolean> {
		return this.#attempt('publishing', async () => {
			await this.save();
			if (this.state !== 'idle') return false;
			const { site } = this;
			const stamp = SECTIONS.map((section) => this.#versions[section]).join('.');
			await this.#client.design.publish.mutate({ stamp, note });
			this.published = site;
			return true;
		});
	}

	/** Goes back to what everybody sees. Resolves to whether it did. */
	discard(): Promise<boolean> {
		return this.#attempt('discarding', async () => {
			clearTimeout(this.#timer);
			await this.#running;
			await this.#client.design.discard.mutate();
			await this.take();
			return true;
		});
	}

	/** Goes on with what is on the server, whoever wrote it. */
	async take(): Promise<void> {
		const view = await this.#client.design.get.query();
		this.#versions = view.versions;
		this.published = view.published;
		this.refusals = view.refusals;
		this.#unsent = [];
		this.#steps.forget();
		this.site = view.draft;
		this.state = 'idle';
		this.refusal = '';
		this.revision += 1;
	}

	/** Goes on with what is on the screen, upon what somebody else saved meanwhile. */
	async keep(): Promise<void> {
		const view = await this.#client.design.get.query();
		this.#versions = view.versions;
		this.published = view.published;
		const mine = this.#unsent;
		const entries = SECTIONS.map((section) => [
			section,
			(mine.includes(section) ? this.site : view.draft)[section],
		]);
		this.site = Object.fromEntries(entries) as Site;
		this.state = 'saving';
		await this.save();
	}

	#go(site: Site | undefined): void {
		if (!site) return;
		this.#put(
			site,
			SECTIONS.filter((section) => textOf(site, section) !== textOf(this.site, section)),
		);
	}

	#put(site: Site, sections: readonly Section[]): void {
		this.site = site;
		const others = this.#unsent.filter((one) => !sections.includes(one));
		this.#unsent = [...others, ...sections];
		if (this.state !== 'overtaken') this.state = 'saving';
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.save(), PAUSE_MS);
	}

	async #send(): Promise<void> {
		for (const section of this.#unsent) {
			const sent = this.site;
			if (!isWhole(sent, section)) {
				this.state = 'unfinished';
				return;
			}
			if (!(await this.#sendSection(section, sent))) return;
			if (sent[section] === this.site[section]) this.#sent(section);
		}
		if (this.#unsent.length > 0) return this.#send();
		this.state = 'idle';
		this.refusal = '';
		this.revision += 1;
	}

	async #sendSection(section: Section, site: Site): Promise<boolean> {
		try {
			const basedOn = this.#versions[section];
			const value = section === 'css' ? { source: site.css.source } : site[section];
			const saved = await this.#client.design.saveDraft.mutate({
				section,
				basedOn,
				value,
			} as never);
			this.#versions = { ...this.#versions, [section]: saved.version };
			if (section === 'css') this.#wear(site, saved);
			return true;
		} catch (error) {
			const isOvertaken = failureOf(error).code === 'design.draft_changed';
			this.state = isOvertaken ? 'overtaken' : 'failed';
			this.refusal = isOvertaken ? '' : textOfFailure(error);
			return false;
		}
	}

	#wear(sent: Site, { css, refusals }: { css: string; refusals: readonly Refusal[] }): void {
		this.refusals = refusals;
		if (sent.css !== this.site.css) return;
		const worn = { source: sent.css.source, css };
		this.site = { ...this.site, css: worn };
		this.#sent('css');
	}

	#sent(section: Section): void {
		this.#unsent = this.#unsent.filter((one) => one !== section);
	}

	async #attempt(busy: 'publishing' | 'discarding', run: () => Promise<boolean>): Promise<boolean> {
		this.busy = busy;
		this.refusal = '';
		try {
			return await run();
		} catch (error) {
			if (failureOf(error).code === 'design.draft_changed') this.state = 'overtaken';
			this.refusal = textOfFailure(error);
			return false;
		} finally {
			this.busy = undefined;
		}
	}
}

/** What a section says, for comparing; of a style sheet what was typed. */
function textOf(site: Site, section: Section): string {
	return section === 'css' ? site.css.source : JSON.stringify(site[section]);
}

/** Whether a section could be kept as it is; a link without words could not. */
function isWhole(site: Site, section: Section): boolean {
	return section === 'css' || SHAPES[section].safeParse(site[section]).success;
}

/** The design that the pages of the design studio work on. */
export const [getDesign, setDesign] = createContext<DesignDraft>();
